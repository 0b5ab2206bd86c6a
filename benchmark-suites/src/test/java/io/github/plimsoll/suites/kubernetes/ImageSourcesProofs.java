package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageSourcesProofs extends Proofs {

    ImageSourcesProofs() {
        super(ImageSources.class);
    }

    private static final String DIGEST = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static KubernetesFixture image(String image) {
        return cluster().pod("web", pod -> pod.with("spec.containers[0].image", image));
    }

    private static KubernetesFixture running(KubernetesFixture cluster, String pod, String id) {
        return cluster.pod(
                pod,
                json -> json.with("spec.containers[0].image", "shop:1")
                        .withJson("status.containerStatuses", "[{name: '" + pod + "', imageID: '" + id + "'}]"));
    }

    private static KubernetesFixture ofTheCluster() {
        return cluster()
                .pod(
                        "etcd-a",
                        pod -> pod.with("metadata.namespace", "kube-system")
                                .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123")
                                .with("spec.containers[0].image", "elsewhere.example.com/etcd:latest"));
    }

    @Test
    void image_is_from_an_approved_registry() {
        violatedBy(image("registry.example.com/web:1"));
        satisfiedBy(image("registry.k8s.io/pause:3.10"));
        satisfiedBy(image("nginx"));
        satisfiedBy(image("docker.io/library/nginx:1" + DIGEST));
        satisfiedBy(image("index.docker.io/library/nginx:1"));
        violatedBy(image("someone/nginx"));
        violatedBy(image("localhost:5000/nginx"));
        violatedBy(image("registry.k8s.io.example.com/pause"));
        KubernetesFixture team = image("registry.example.com/team/web:1");
        satisfiedBy(team.policy("kubernetes.approved-registries", List.of("registry.example.com/team/")));
        violatedBy(team.policy("kubernetes.approved-registries", List.of("registry.example.com/tea")));
        notApplicableTo(ofTheCluster());
    }

    @Test
    void image_has_a_version() {
        satisfiedBy(image("web:1"));
        satisfiedBy(image("web" + DIGEST));
        satisfiedBy(image("web:latest" + DIGEST));
        violatedBy(image("web"));
        violatedBy(image("web:latest"));
        violatedBy(image("localhost:5000/web"));
        satisfiedBy(image("localhost:5000/web:1"));
        inconclusiveFor(cluster().pod("web", pod -> pod.without("spec.containers[0].image")));
        notApplicableTo(ofTheCluster());
    }

    @Test
    void image_is_pinned() {
        satisfiedBy(image("web" + DIGEST));
        violatedBy(image("web:1"));
        violatedBy(cluster().pod("web", pod -> pod.withJson("spec.initContainers", "[{name: 'a', image: 'b:1'}]")));
        notApplicableTo(ofTheCluster());
    }

    @Test
    void same_image_runs_everywhere() {
        KubernetesFixture one = running(cluster(), "a", "docker.io/library/shop@sha256:01");
        satisfiedBy(running(one, "b", "docker-pullable://mirror.example.com/shop@sha256:01"));
        violatedBy(running(one, "b", "docker.io/library/shop@sha256:02"));
        violatedBy(running(running(cluster(), "a", "sha256:01"), "b", "docker://sha256:02"));
        satisfiedBy(one);
        // However the same name is written; what is pinned may well be another than what the tag stands for by now.
        violatedBy(running(one, "b", "docker.io/library/shop@sha256:02")
                .changed(
                        KubernetesDocuments.PODS,
                        "shop",
                        "b",
                        pod -> pod.with("spec.containers[0].image", "docker.io/library/shop:1")));
        satisfiedBy(running(one, "b", "docker.io/library/shop@sha256:02")
                .changed(
                        KubernetesDocuments.PODS,
                        "shop",
                        "b",
                        pod -> pod.with("spec.containers[0].image", "shop:1" + DIGEST)));
        satisfiedBy(one.pod(
                "b",
                pod -> pod.with("spec.containers[0].image", "shop:1")
                        .with("status.phase", "Failed")
                        .withJson("status.containerStatuses", "[{name: 'b', imageID: 'sha256:02'}]")));
        notApplicableTo(image("web:1"));
        inconclusiveFor(one.unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }

    @Test
    void image_is_asked_for_each_time() {
        violatedBy(image("web:1"));
        satisfiedBy(image("web"));
        satisfiedBy(image("web:latest"));
        violatedBy(image("web:latest" + DIGEST));
        satisfiedBy(cluster().pod("web", pod -> pod.with("spec.containers[0].imagePullPolicy", "Always")));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.with("spec.containers[0].imagePullPolicy", "Never")
                                .with("spec.containers[0].image", "web")));
        satisfiedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.with("spec.containers[0].imagePullPolicy", "Always")
                                .withJson("spec.ephemeralContainers", "[{name: 'shell', image: 'a:1'}]")));
        notApplicableTo(ofTheCluster());
        KubernetesFixture idle = cluster()
                .deployment("web", web -> web.with("spec.template.spec.containers[0].imagePullPolicy", "IfNotPresent"));
        inconclusiveFor(idle);
        satisfiedBy(plugins(idle, "AlwaysPullImages"));
        violatedBy(plugins(idle, "NodeRestriction"));
        // What was there before the plug-in was switched on goes on as it was.
        violatedBy(plugins(image("web:1"), "AlwaysPullImages"));
    }

    private static KubernetesFixture plugins(KubernetesFixture cluster, String plugins) {
        return cluster.controlPlane().flag("kube-apiserver", "--enable-admission-plugins", plugins);
    }

    @Test
    void has_a_barrier_of_its_own() {
        violatedBy(cluster().pod("web"));
        satisfiedBy(cluster().pod("web", pod -> pod.with("spec.hostUsers", false)));
        violatedBy(cluster().pod("web", pod -> pod.with("spec.hostUsers", true)));
        satisfiedBy(ofClass("gvisor", "runsc"));
        satisfiedBy(ofClass("safe", "kata-qemu-snp"));
        violatedBy(ofClass("nvidia", "nvidia"));
        violatedBy(ofClass("gvisor", "runc"));
        satisfiedBy(ofClass("ours", "vm").policy("kubernetes.sandboxes", List.of("vm")));
        violatedBy(ofClass("vm", "ours").policy("kubernetes.sandboxes", List.of("vm")));
        satisfiedBy(ofClass("gvisor", "runc")
                .changed(KubernetesDocuments.PODS, "shop", "web", pod -> pod.with("spec.hostUsers", false)));
        inconclusiveFor(cluster().pod("web", pod -> pod.with("spec.runtimeClassName", "gvisor")));
        inconclusiveFor(
                ofClass("gvisor", "runsc").unreadable(KubernetesDocuments.RUNTIME_CLASSES, "the server answers 403"));
        violatedBy(cluster().pod("web").unreadable(KubernetesDocuments.RUNTIME_CLASSES, "the server answers 403"));
        notApplicableTo(cluster().pod("web", pod -> pod.with("spec.os.name", "windows")));
        notApplicableTo(ofTheCluster());
    }

    private static KubernetesFixture ofClass(String name, String handler) {
        return cluster()
                .object(
                        KubernetesDocuments.RUNTIME_CLASSES,
                        "{metadata: {name: '%s'}, handler: '%s'}".formatted(name, handler))
                .pod("web", pod -> pod.with("spec.runtimeClassName", name));
    }

    private static final String ONE = "sha256:" + "1".repeat(64);
    private static final String TWO = "sha256:" + "2".repeat(64);

    private static KubernetesFixture onNode(String asked, String id, String... images) {
        KubernetesFixture cluster = cluster()
                .pod(
                        "web",
                        pod -> pod.with("spec.containers[0].image", asked)
                                .withJson("status.containerStatuses", "[{name: 'web', imageID: '" + id + "'}]"));
        for (String names : images) {
            cluster = cluster.changed(
                    KubernetesDocuments.NODES,
                    "",
                    "control-plane",
                    node -> node.plus("status.images", java.util.Map.of("names", List.of(names.split(" ")))));
        }
        return cluster;
    }

    @Test
    void runs_what_it_asks_for() {
        satisfiedBy(onNode(
                "shop:1",
                "docker.io/library/shop@" + ONE,
                "docker.io/library/shop@" + ONE + " docker.io/library/shop:1"));
        satisfiedBy(onNode("shop:1", "docker-pullable://shop@" + ONE, "shop@" + ONE + " shop:1"));
        // The tag was moved since.
        violatedBy(onNode(
                "shop:1",
                "docker.io/library/shop@" + ONE,
                "docker.io/library/shop@" + ONE,
                "docker.io/library/shop@" + TWO + " docker.io/library/shop:1"));
        violatedBy(onNode("shop", "shop@" + ONE, "shop@" + ONE + " shop:1"));
        // An image has the digest of its index and that of its manifest; which is told first differs.
        satisfiedBy(onNode("shop@" + TWO, "shop@" + ONE, "shop@" + ONE + " shop@" + TWO));
        violatedBy(onNode("shop@" + TWO, "shop@" + ONE, "shop@" + ONE + " shop:1"));
        satisfiedBy(onNode("shop:1@" + ONE, "shop@" + ONE, "shop@" + ONE));
        // The list of a node is bounded, and late.
        inconclusiveFor(onNode("shop:1", "shop@" + ONE));
        inconclusiveFor(onNode("shop:1", "shop@" + ONE, "shop@" + ONE + " a:1 b:1 c:1 d:1"));
        satisfiedBy(onNode("shop:1", "shop@" + ONE, "shop@" + ONE + " a:1 b:1 c:1 shop:1"));
        inconclusiveFor(onNode("shop:1", "shop@" + ONE).unreadable(KubernetesDocuments.NODES, "forbidden"));
        notApplicableTo(onNode("shop:1", ONE, "shop:1"));
        notApplicableTo(cluster().pod("web"));
        notApplicableTo(cluster().deployment("web", web -> web));
    }
}
