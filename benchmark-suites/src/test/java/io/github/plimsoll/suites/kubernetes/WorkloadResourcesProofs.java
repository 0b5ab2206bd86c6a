package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WorkloadResourcesProofs extends Proofs {

    private static final String LIMITS = "spec.containers[0].resources.limits";
    private static final String REQUESTS = "spec.containers[0].resources.requests";

    WorkloadResourcesProofs() {
        super(WorkloadResources.class);
    }

    private static KubernetesFixture pod(UnaryOperator<Json> change) {
        return cluster().pod("web", change);
    }

    private static KubernetesFixture template(UnaryOperator<Json> change) {
        return cluster().deployment("web", change);
    }

    private static KubernetesFixture range(KubernetesFixture cluster, String limit) {
        return cluster.object(KubernetesDocuments.LIMIT_RANGES, """
                {metadata: {name: 'defaults', namespace: 'shop'}, spec: {limits: [%s]}}""".formatted(limit));
    }

    /** A pod of the Deployment web that runs. */
    private static UnaryOperator<Json> ofWeb(UnaryOperator<Json> change) {
        return pod -> change.apply(pod.withJson(
                        "metadata.ownerReferences",
                        "[{apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true}]"))
                .with("spec.serviceAccountName", "web");
    }

    @Test
    void memory_is_limited() {
        satisfiedBy(pod(pod -> pod));
        violatedBy(pod(pod -> pod.without(LIMITS)));
        violatedBy(pod(pod -> pod.without("spec.containers[0].resources")));
        violatedBy(pod(pod -> pod.with(LIMITS + ".memory", "0")));
        inconclusiveFor(pod(pod -> pod.with(LIMITS + ".memory", "much")));
        violatedBy(pod(pod -> pod.withJson("spec.initContainers", "[{name: 'setup', image: 'a'}]")));
        satisfiedBy(pod(pod -> pod.without(LIMITS).withJson("spec.resources", "{limits: {memory: '1.5Gi'}}")));
        satisfiedBy(pod(pod -> pod.withJson("spec.ephemeralContainers", "[{name: 'shell', image: 'a'}]")));
        KubernetesFixture unlimited = template(web -> web.without("spec.template." + LIMITS));
        violatedBy(unlimited);
        satisfiedBy(range(unlimited, "{type: 'Container', default: {memory: '64M'}}"));
        satisfiedBy(range(unlimited, "{type: 'Container', max: {memory: '6e7'}}"));
        violatedBy(range(unlimited, "{type: 'Container', default: {cpu: '1'}}"));
        violatedBy(range(unlimited, "{type: 'Pod', max: {memory: '64Mi'}}"));
        violatedBy(range(unlimited, "{type: 'Container', defaultRequest: {memory: '64Mi'}}"));
        violatedBy(range(
                template(web -> web.with("spec.template." + LIMITS + ".memory", "0")),
                "{type: 'Container', default: {memory: '64Mi'}}"));
        KubernetesFixture ranged = range(unlimited, "{type: 'Container', default: {memory: '64Mi'}}");
        violatedBy(ranged.pod("web", ofWeb(pod -> pod.without(LIMITS))));
        satisfiedBy(ranged.pod("web", ofWeb(pod -> pod)));
        satisfiedBy(ranged.pod("web", ofWeb(pod -> pod.without(LIMITS).with("status.phase", "Failed"))));
        violatedBy(template(web -> web).pod("web", ofWeb(pod -> pod.without(LIMITS))));
        inconclusiveFor(unlimited.unreadable(KubernetesDocuments.LIMIT_RANGES, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
        notApplicableTo(cluster());
        notApplicableTo(
                pod(pod -> pod.without(LIMITS).with("metadata.annotations.\"kubernetes.io/config.mirror\"", "x"))
                        .policy("kubernetes.system-workloads", java.util.List.of("pod/shop/web")));
    }

    @Test
    void processor_time_is_limited() {
        satisfiedBy(pod(pod -> pod));
        satisfiedBy(pod(pod -> pod.with(LIMITS + ".cpu", "100m")));
        violatedBy(pod(pod -> pod.without(LIMITS + ".cpu")));
        violatedBy(pod(pod -> pod.with(LIMITS + ".cpu", "0m")));
        notApplicableTo(pod(pod -> pod.with("metadata.namespace", "kube-system")
                        .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123")
                        .without(LIMITS + ".cpu"))
                .policy("kubernetes.system-workloads", List.of("pod/kube-system/*")));
    }

    @Test
    void resources_are_requested() {
        satisfiedBy(pod(pod -> pod));
        satisfiedBy(pod(pod -> pod.without(REQUESTS)));
        violatedBy(pod(pod -> pod.without(REQUESTS).without(LIMITS + ".cpu")));
        violatedBy(pod(pod -> pod.without(REQUESTS).without(LIMITS + ".memory")));
        violatedBy(pod(pod -> pod.with(REQUESTS + ".cpu", "0")));
        violatedBy(pod(pod -> pod.with(REQUESTS + ".memory", "0")));
        KubernetesFixture silent = template(web -> web.without("spec.template.spec.containers[0].resources"));
        violatedBy(silent);
        satisfiedBy(range(silent, "{type: 'Container', defaultRequest: {memory: '64Mi', cpu: '.1'}}"));
        satisfiedBy(range(silent, "{type: 'Container', default: {memory: '64Mi', cpu: '1'}}"));
        violatedBy(range(silent, "{type: 'Container', default: {memory: '64Mi'}}"));
        notApplicableTo(pod(pod -> pod.with("metadata.namespace", "kube-system")
                        .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123")
                        .without(REQUESTS)
                        .without(LIMITS + ".cpu"))
                .policy("kubernetes.system-workloads", List.of("pod/kube-system/*")));
    }

    @Test
    void disk_space_is_limited() {
        violatedBy(pod(pod -> pod));
        satisfiedBy(pod(pod -> pod.with(LIMITS + ".ephemeral-storage", "1Gi")));
        satisfiedBy(pod(pod -> pod.with(LIMITS + ".ephemeral-storage", "1Gi")
                .withJson("spec.ephemeralContainers", "[{name: 'shell', image: 'a'}]")));
    }
}
