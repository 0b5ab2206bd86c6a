package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.ImageName;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Program;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A program that the cluster is made of, with its version: {@code cluster › kube-apiserver}, {@code node/worker-1 › kubelet},
 * {@code pod/kube-system/etcd-control-plane › etcd}.
 */
public final class ClusterProgram extends Program {

    /** A release as its makers spell it; a provider, or a distribution of Linux, adds where its build differs. */
    private static final Pattern RELEASE =
            Pattern.compile("v?\\d+(\\.\\d+){1,2}(-(alpha|beta|rc)[.-]?\\d+)?(\\+(k3s|rke2r|k0s[.]?)\\d+)?(-\\d)?");

    /** What runs in containers and is told by its image, by the end of the repository. */
    private static final Map<String, String> BY_IMAGE = Map.of(
            "/kube-controller-manager", "kube-controller-manager",
            "/kube-scheduler", "kube-scheduler",
            "/kube-proxy", "kube-proxy",
            "/etcd", "etcd",
            "/coredns", "coredns",
            "/ingress-nginx/controller", "ingress-nginx",
            "/ingress-nginx/controller-chroot", "ingress-nginx",
            "/nginx-ingress-controller", "ingress-nginx");

    /** How a list of flaws calls what a node calls otherwise. */
    private static final Map<String, String> RUNTIMES = Map.of("docker", "Engine", "cri-o", "CRI-O");

    private final String component;
    private final Function<ClusterProgram, String> version;
    private final boolean isRuntime;

    private ClusterProgram(
            Reading place, String component, Function<ClusterProgram, String> version, boolean isRuntime) {
        super(place);
        this.component = component;
        this.version = version;
        this.isRuntime = isRuntime;
    }

    static List<Found<ClusterProgram>> locate(Reading snapshot) {
        List<Found<ClusterProgram>> found = new ArrayList<>();
        found.add(of(
                snapshot.document(KubernetesDocuments.VERSION).named("cluster › kube-apiserver"),
                "kube-apiserver",
                program -> program.read("gitVersion").requiredText()));
        for (Reading node : Objects.of(snapshot, KubernetesDocuments.NODES, "node")) {
            found.add(of(
                    node.named(node.subject() + " › kubelet"),
                    "kubelet",
                    program -> program.read("status.nodeInfo.kubeletVersion").requiredText()));
            String runtime =
                    node.value("status.nodeInfo.containerRuntimeVersion").asText("unknown://");
            String name = runtime.contains("://") ? runtime.substring(0, runtime.indexOf("://")) : runtime;
            Reading place = node.named(node.subject() + " › " + name);
            found.add(new Found<>(
                    place.subject(),
                    reading -> new ClusterProgram(
                            reading.at(place),
                            RUNTIMES.getOrDefault(name, name),
                            program -> program.read("status.nodeInfo.containerRuntimeVersion")
                                    .requiredText()
                                    .replaceFirst("^.*://", ""),
                            true)));
        }
        found.addAll(Workloads.of(snapshot).found(ClusterProgram::inContainers));
        return found;
    }

    private static List<Found<ClusterProgram>> inContainers(Workloads.Form form) {
        List<Found<ClusterProgram>> found = new ArrayList<>();
        for (String path : form.containers()) {
            Reading container = form.pod().part("spec." + path);
            String name = form.name() + " › " + container.value("name").asText("");
            byImage(container.value("image").asText(""))
                    .ifPresent(component -> found.add(of(container.named(name), component, program -> {
                        ImageName image = new ImageName(program.read("image").requiredText());
                        if (image.isPinned() && image.tag().equals("latest")) {
                            throw new Unreadable("the image of " + name + " is named by a digest, without a version");
                        }
                        return image.tag();
                    })));
        }
        return found;
    }

    private static Optional<String> byImage(String image) {
        String repository = new ImageName(image).repository();
        return BY_IMAGE.entrySet().stream()
                .filter(known -> repository.endsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Found<ClusterProgram> of(Reading place, String component, Function<ClusterProgram, String> version) {
        return new Found<>(
                place.subject(), reading -> new ClusterProgram(reading.at(place), component, version, false));
    }

    @Override
    public String component() {
        return component;
    }

    @Override
    public String version() {
        return version.apply(this);
    }

    /** Of a runtime a node tells the number alone, which distributions of Linux keep for builds of their own in which flaws are mended. */
    @Override
    public boolean isBuiltByItsMakers() {
        return !isRuntime && RELEASE.matcher(version()).matches();
    }
}
