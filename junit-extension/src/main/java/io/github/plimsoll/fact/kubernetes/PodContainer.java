package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.ImageName;
import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Redaction;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.kubernetes.component.AdmissionPlugin;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import io.github.plimsoll.fact.scan.GatheredScans;
import io.github.plimsoll.fact.scan.ImageIdentity;
import io.github.plimsoll.fact.scan.ScanEvidence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A container of a {@link Workload}: one that runs along, one that runs first, or one put in to debug. */
public final class PodContainer extends Subject {

    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("lifecycle.postStart", "lifecycle.preStop");

    private final Workloads.Form form;
    private final String role;
    private final Reading object;
    private final Reading pod;

    /** @param role the list of its pod that it stands in, for example {@code initContainers} */
    PodContainer(Reading container, Workloads.Form form, String role) {
        super(container);
        this.form = form;
        this.role = role;
        this.object = container.at(form.object());
        this.pod = container.at(form.pod());
    }

    /** As that of its workload. */
    @Override
    public String state() {
        return form.state();
    }

    /** As {@link Workload#isOneOf}, of its workload. */
    public boolean isPartOf(Collection<String> workloads) {
        return form.isOneOf(workloads, object);
    }

    /** Whether its pod says that it is for Windows, where some settings mean nothing. */
    public boolean isForWindows() {
        return pod.value("spec.os.name").asText("").equals("windows");
    }

    /** The powers that its programs run with. */
    public SecurityContext securityContext() {
        return new SecurityContext(reading(), pod);
    }

    /** Whether root in it is nobody on the node. */
    public boolean hasUserNamespace() {
        return !pod.value("spec.hostUsers").asBoolean(true);
    }

    /** The ports of the node that lead to it: on the node's own network all of them, whether it is said or not. */
    public List<Long> hostPorts() {
        boolean onHostNetwork = pod.value("spec.hostNetwork").asBoolean(false);
        return reading().elements("ports").stream()
                .map(port -> {
                    long own = port.value("hostPort").asLong(0);
                    return own == 0 && onHostNetwork
                            ? port.value("containerPort").asLong(0)
                            : own;
                })
                .filter(port -> port > 0)
                .toList();
    }

    /** Where variables come from that are filled from secrets: names of variables, or of a secret all of whose entries are. */
    public List<String> variablesFromSecrets() {
        List<String> variables = new ArrayList<>();
        for (Reading variable : reading().elements("env")) {
            if (variable.value("valueFrom.secretKeyRef").isPresent()) {
                variables.add(variable.value("name").requiredText());
            }
        }
        for (Reading source : reading().elements("envFrom")) {
            if (source.value("secretRef").isPresent()) {
                variables.add("all of secret " + source.value("secretRef.name").asText(""));
            }
        }
        return variables;
    }

    /**
     * The variables, the words of its command line and what it is asked by probes and hooks that hold a secret, by their name or by what was
     * found when they were taken out.
     */
    public List<String> openSecrets() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Reading variable : reading().elements("env")) {
            String value = variable.value("value").asText("");
            if (Redaction.isAt(value)) {
                variables.put(variable.value("name").requiredText(), value);
            }
        }
        OpenSecrets secrets = new OpenSecrets()
                .texts("variable", variables)
                .words("command", read("command").asTexts())
                .words("arguments", read("args").asTexts());
        Stream.concat(PROBES.stream(), HOOKS.stream()).forEach(action -> {
            Map<String, String> headers = new LinkedHashMap<>();
            reading()
                    .elements(action + ".httpGet.httpHeaders")
                    .forEach(header -> headers.put(
                            header.value("name").asText(""),
                            header.value("value").asText("")));
            secrets.words("command of " + action, read(action + ".exec.command").asTexts())
                    .headers("header of " + action, headers);
        });
        return secrets.found();
    }

    /** The image it asks for. */
    public String image() {
        return read("image").requiredText();
    }

    /** Whether what it asks for can only ever be one image. */
    public boolean isPinned() {
        return new ImageName(image()).isPinned();
    }

    /** The tag it asks for; {@code latest} if none. */
    public String imageTag() {
        return new ImageName(image()).tag();
    }

    /** Whether its image comes from one of these registries, parts of them or repositories. */
    public boolean isImageFrom(Collection<String> registries) {
        return new ImageName(image()).isFrom(registries);
    }

    /** The images that run where this one was asked for, each with a pod that runs it. */
    public List<String> runningImages() {
        List<String> images = RunningImages.of(reading()).askedForAs(image()).entrySet().stream()
                .map(running -> running.getKey() + " (" + running.getValue() + ")")
                .toList();
        reading().recordDerived("images that run", images.isEmpty() ? "none" : String.join(", ", images));
        return images;
    }

    /**
     * The images that its pods run and their nodes know by other names than the one that was asked for, each with those names; those that a node
     * knows by no digest are left out, for nothing is told of them.
     */
    public List<String> runsUnderOtherNames() {
        ImageName asked = new ImageName(image());
        List<String> others = new ArrayList<>();
        for (PodImages.Running running : PodImages.running(form, reading().raw())) {
            if (running.isOfRegistry()) {
                List<String> names = NodeImages.of(reading()).namesOf(running.node(), running.digest(), asked);
                reading().recordDerived("names on " + running.node(), String.join(", ", names));
                if (names.stream().noneMatch(name -> NodeImages.standsFor(name, asked))) {
                    others.add(String.join(", ", names) + " on " + running.node());
                }
            }
        }
        return others.stream().distinct().toList();
    }

    /** Whether a pod of it runs an image that its node knows by a registry's digest. */
    public boolean runsWhatARegistryKnows() {
        return PodImages.running(form, reading().raw()).stream().anyMatch(PodImages.Running::isOfRegistry);
    }

    /**
     * What is known of scans of the images that run as this container, or of what it asks for where none runs.
     *
     * @param files results that were handed in; empty if none were
     * @throws io.github.plimsoll.fact.Unreadable if these are not understood
     */
    public ScanEvidence scans(String files) {
        Map<String, ImageIdentity> images =
                RunningImages.of(reading()).identities(form.pods(), read("name").requiredText(), image());
        return new ScanEvidence(reading(), GatheredScans.of(reading(), ReportedScans::of, files), images);
    }

    /**
     * Whether the registry is asked each time it is started, so that only who may pull the image may run it: by what its pods say that run,
     * which API servers may have seen to, or else by what it says itself or every API server will see to.
     */
    public boolean pullsAlways() {
        String usual = imageTag().equals("latest") && !isPinned() ? "Always" : "IfNotPresent";
        String own = read("imagePullPolicy").asText(usual);
        List<String> running = form.pods().stream()
                .map(Reading::raw)
                .filter(pod -> !Pods.isFinished(pod))
                .map(pod -> Amounts.named(pod.path("spec"), read("name").asText(""))
                        .path("imagePullPolicy")
                        .asText(own))
                .toList();
        if (!running.isEmpty()) {
            reading().recordDerived("imagePullPolicy of pods that run", String.join(", ", new TreeSet<>(running)));
            return running.stream().allMatch("Always"::equals);
        }
        return own.equals("Always") || areAlwaysPulled();
    }

    private boolean areAlwaysPulled() {
        try {
            List<Boolean> plugins = ApiServer.locate(reading().unrecorded()).stream()
                    .map(server -> server.opener().open(reading()).admits(AdmissionPlugin.ALWAYS_PULL_IMAGES))
                    .toList();
            return !plugins.isEmpty() && !plugins.contains(false);
        } catch (Absent e) {
            return false; // Whoever runs them does not tell.
        }
    }

    /**
     * Whether it is run by what does not share the kernel of the node with it. The usual runtime does.
     *
     * @param sandboxes handlers of RuntimeClasses, in which {@code *} stands for anything
     * @throws io.github.plimsoll.fact.Unreadable if there is no class of the name that its pod gives
     */
    public boolean isSandboxed(List<String> sandboxes) {
        String name = pod.value("spec.runtimeClassName").asText("");
        return !name.isEmpty()
                && Patterns.anyMatches(sandboxes, RuntimeClasses.of(reading()).handler(name, reading()));
    }

    /** How much it may take at most of {@code memory}, {@code cpu} or another resource; zero is all that its node has. */
    public BigDecimal limit(String resource) {
        return Amounts.limit(form, reading().raw(), resource, reading());
    }

    /** How much of a resource its node keeps for it. */
    public BigDecimal request(String resource) {
        return Amounts.request(form, reading().raw(), resource, reading());
    }

    /** How the kubelet finds out how it is: {@code livenessProbe}, {@code readinessProbe} or {@code startupProbe}. */
    public List<String> probes() {
        return PROBES.stream().filter(probe -> read(probe).isPresent()).toList();
    }

    /** Whether it runs beside others for as long as its pod does, and not first, to debug or in a job. */
    public boolean runsOn() {
        boolean stays = role.equals("containers")
                || (role.equals("initContainers")
                        && read("restartPolicy").asText("").equals("Always"));
        return stays && pod.value("spec.restartPolicy").asText("Always").equals("Always");
    }

    /** Whether it was put into a running pod to debug it, and so cannot be given or kept anything. */
    public boolean isForDebugging() {
        return role.equals("ephemeralContainers");
    }
}
