package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterVersionsProofs extends Proofs {

    private static final String RUNTIME = "status.nodeInfo.containerRuntimeVersion";
    private static final String KUBELET = "status.nodeInfo.kubeletVersion";

    @TempDir
    Path directory;

    ClusterVersionsProofs() {
        super(ClusterVersions.class);
    }

    private static KubernetesFixture node(String field, String value) {
        return cluster().changed(KubernetesDocuments.NODES, "", "control-plane", node -> node.with(field, value));
    }

    private static KubernetesFixture server(String version) {
        return cluster().document(KubernetesDocuments.VERSION, answer -> answer.with("gitVersion", version));
    }

    private static KubernetesFixture image(String image) {
        return cluster().pod("web", pod -> pod.with("spec.containers[0].image", image));
    }

    private String list(String date) throws IOException {
        return Files.writeString(directory.resolve(date + ".tsv"), """
                #dated %s
                component\tid\tbranch\tfixed\tsince\teffect\tsource
                kubelet\tX-1\t1.34\t1.34.9\t\tnothing much\tmade up
                kube-apiserver\tX-1\t1.0\t1.0.1\t\tnothing much\tmade up
                """.formatted(date))
                .toString();
    }

    @Test
    void components_have_no_known_flaws() throws IOException {
        satisfiedBy(cluster());
        violatedBy(server("v1.33.3"));
        violatedBy(server("v1.24.0+k3s1"));
        satisfiedBy(server("v1.33.4"));
        violatedBy(node(KUBELET, "v1.31.5"));
        satisfiedBy(node(KUBELET, "v1.31.6"));
        violatedBy(node(KUBELET, "v1.22.1"));
        // Of a runtime nobody tells who built it: a person has to look, unless the number is new enough.
        satisfiedBy(node(RUNTIME, "containerd://1.7.26"));
        satisfiedBy(node(RUNTIME, "containerd://2.2.5"));
        satisfiedBy(node(RUNTIME, "something-else://1.0.0"));
        violatedBy(image("registry.k8s.io/kube-controller-manager:v1.34.1"));
        satisfiedBy(image("registry.k8s.io/kube-controller-manager:v1.34.2"));
        violatedBy(image("mirror.example.com/ingress-nginx/controller:v1.12.0@sha256:0123"));
        satisfiedBy(image("registry.k8s.io/ingress-nginx/controller:v1.14.3"));
        violatedBy(image("registry.k8s.io/coredns/coredns:v1.12.1"));
        satisfiedBy(image("registry.k8s.io/coredns/coredns:v1.14.2"));
        violatedBy(cluster().policy("kubernetes.flaw-list", list("2026-01-01")));
        // Of a provider's own build a number that lies behind says nothing; of a new one it does.
        satisfiedBy(node(KUBELET, "v1.31.5-eks-0123456"));
        satisfiedBy(server("v1.33.3-gke.1000"));
        inconclusiveFor(node(KUBELET, "devel"));
        inconclusiveFor(node(RUNTIME, "containerd://unknown"));
        inconclusiveFor(image("registry.k8s.io/ingress-nginx/controller@sha256:0123"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.NODES, "the server answers 403"));
        inconclusiveFor(cluster().policy("kubernetes.flaw-list", "/nowhere/flaws.tsv"));
    }

    @Test
    void provider_has_mended_known_flaws() {
        asksAbout(node(KUBELET, "v1.31.5-eks-0123456"), KUBELET);
        asksAbout(node(RUNTIME, "containerd://1.7.26-0ubuntu1"), RUNTIME);
        asksAbout(node(RUNTIME, "containerd://1.7.26"), RUNTIME);
        asksAbout(node(RUNTIME, "docker://20.10.23"), RUNTIME);
        asksAbout(node(RUNTIME, "cri-o://1.30.0"), RUNTIME);
        notApplicableTo(node(RUNTIME, "cri-o://1.32.1"));
        notApplicableTo(node(KUBELET, "v1.31.5"));
        notApplicableTo(node(KUBELET, "v1.34.4-eks-0123456"));
        inconclusiveFor(node(KUBELET, "devel"));
    }

    @Test
    void flaw_list_of_components_is_current() throws IOException {
        satisfiedBy(cluster());
        violatedBy(cluster().at(Instant.parse("2027-06-01T00:00:00Z")));
        violatedBy(cluster().policy("kubernetes.flaw-list", list("2025-06-01")));
        satisfiedBy(cluster().at(Instant.parse("2027-06-01T00:00:00Z")).policy("kubernetes.max-flaw-list-age", "365d"));
        inconclusiveFor(cluster().policy("kubernetes.flaw-list", "/nowhere/flaws.tsv"));
    }

    @Test
    void image_is_maintained() {
        satisfiedBy(image("registry.example.com/web:1"));
        satisfiedBy(image("registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1"));
        violatedBy(image("registry.k8s.io/ingress-nginx/controller:v1.15.0"));
        violatedBy(image("k8s.gcr.io/pause:3.1"));
        violatedBy(image("bitnamilegacy/redis:7"));
        satisfiedBy(
                image("k8s.gcr.io/pause:3.1").policy("kubernetes.retired-images", List.of("registry.example.com/old")));
        violatedBy(image("registry.example.com/old/web:1")
                .policy("kubernetes.retired-images", List.of("registry.example.com/old")));
        notApplicableTo(cluster());
    }
}
