package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class NodeCapacityProofs extends Proofs {

    NodeCapacityProofs() {
        super(NodeCapacity.class);
    }

    /** A cluster whose only node has that much memory for pods. */
    private static KubernetesFixture having(String memory) {
        return cluster()
                .changed(
                        KubernetesDocuments.NODES,
                        "",
                        "control-plane",
                        node -> node.with("status.allocatable.memory", memory));
    }

    private static KubernetesFixture condition(String type, String status) {
        return cluster()
                .changed(
                        KubernetesDocuments.NODES,
                        "",
                        "control-plane",
                        node -> node.withJson(
                                "status.conditions", "[{type: '" + type + "', status: '" + status + "'}]"));
    }

    private static KubernetesFixture schema(String level, String rule) {
        return cluster()
                .object(KubernetesDocuments.PRIORITY_LEVELS, "{metadata: {name: 'exempt'}, spec: {type: 'Exempt'}}")
                .object(KubernetesDocuments.PRIORITY_LEVELS, "{metadata: {name: 'low'}, spec: {type: 'Limited'}}")
                .object(
                        KubernetesDocuments.FLOW_SCHEMAS,
                        "{metadata: {name: 's'}, spec: {priorityLevelConfiguration: {name: '" + level + "'}, rules: ["
                                + rule + "]}}");
    }

    @Test
    void memory_limits_fit_into_nodes() {
        satisfiedBy(having("64Mi").pod("a"));
        satisfiedBy(having("64Mi").pod("a", pod -> pod.with("spec.containers[0].resources.limits.memory", "96Mi")));
        violatedBy(having("64Mi").pod("a", pod -> pod.with("spec.containers[0].resources.limits.memory", "97Mi")));
        violatedBy(having("64Mi").pod("a").pod("b"));
        satisfiedBy(having("64Mi").pod("a").pod("b").policy("kubernetes.memory-overcommit-percent", 200));
        satisfiedBy(having("64Mi").pod("a").pod("b", pod -> pod.with("status.phase", "Succeeded")));
        satisfiedBy(having("64Mi").pod("a").pod("b", pod -> pod.with("spec.nodeName", "worker")));
        satisfiedBy(having("64Mi").pod("a").pod("b", pod -> pod.without("spec.containers[0].resources")));
        String setup =
                "[{name: 's', resources: {limits: {memory: '90Mi'}}}, {name: 't', resources: {limits: {memory: '90Mi'}}}]";
        satisfiedBy(having("64Mi").pod("a", pod -> pod.withJson("spec.initContainers", setup)));
        violatedBy(having("64Mi").pod("a", pod -> pod.withJson("spec.initContainers", setup.replace("90Mi", "100Mi"))));
        violatedBy(having("64Mi")
                .pod(
                        "a",
                        pod -> pod.withJson(
                                "spec.initContainers",
                                setup.replace("name: 's'", "name: 's', restartPolicy: 'Always'"))));
        satisfiedBy(having("64Mi")
                .pod(
                        "a",
                        pod -> pod.with("spec.resources.limits.memory", "64Mi")
                                .with("spec.containers[0].resources.limits.memory", "1Gi")));
        violatedBy(having("64Mi").pod("a", pod -> pod.with("spec.resources.limits.memory", "97Mi")));
        inconclusiveFor(having("64Mi").unreadable(KubernetesDocuments.PODS, "the server answers 403"));
        inconclusiveFor(cluster());
    }

    @Test
    void nodes_are_not_short() {
        satisfiedBy(cluster());
        satisfiedBy(condition("DiskPressure", "False"));
        satisfiedBy(condition("Ready", "True"));
        violatedBy(condition("DiskPressure", "True"));
        violatedBy(condition("MemoryPressure", "True"));
        violatedBy(condition("PIDPressure", "True"));
        inconclusiveFor(condition("MemoryPressure", "Unknown"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.NODES, "the server answers 403"));
    }

    @Test
    void kubelet_reserves_memory() {
        violatedBy(cluster().controlPlane().kubelet("systemReserved", null).kubelet("kubeReserved", null));
        satisfiedBy(cluster().controlPlane().kubelet("systemReserved", java.util.Map.of("memory", "500Mi")));
        satisfiedBy(cluster().controlPlane().kubelet("kubeReserved", java.util.Map.of("memory", "500Mi")));
        violatedBy(cluster().controlPlane().kubelet("kubeReserved", java.util.Map.of("cpu", "100m")));
        violatedBy(cluster()
                .controlPlane()
                .kubelet("systemReserved", null)
                .kubelet("kubeReserved", java.util.Map.of("memory", "0Mi")));
    }

    @Test
    void kubelet_evicts_in_time() {
        satisfiedBy(evicting("memory.available", "100Mi", "nodefs.available", "10%"));
        satisfiedBy(evicting("memory.available", "0.5%", "nodefs.available", "1Gi"));
        violatedBy(evicting("memory.available", "100Mi", "nodefs.available", "0%"));
        violatedBy(evicting("memory.available", "0", "nodefs.available", "10%"));
        violatedBy(evicting("memory.available", "100%", "nodefs.available", "10%"));
        violatedBy(evicting("memory.available", "0.0%", "nodefs.available", "10%"));
        violatedBy(evicting("memory.available", "0Mi", "nodefs.available", "10%"));
        violatedBy(evicting("imagefs.available", "1%", "nodefs.available", "10%"));
        violatedBy(cluster().controlPlane().kubelet("evictionHard", null));
        inconclusiveFor(
                cluster().unreadable(KubernetesDocuments.kubeletConfig("control-plane"), "the server answers 403"));
    }

    private static KubernetesFixture evicting(String signal, String at, String other, String too) {
        return cluster().controlPlane().kubelet("evictionHard", java.util.Map.of(signal, at, other, too));
    }

    @Test
    void kubelet_rotates_logs() {
        KubernetesFixture rotating =
                cluster().controlPlane().kubelet("containerLogMaxSize", "10Mi").kubelet("containerLogMaxFiles", 5);
        satisfiedBy(rotating);
        violatedBy(rotating.kubelet("containerLogMaxFiles", 1));
        violatedBy(rotating.kubelet("containerLogMaxFiles", null));
        violatedBy(rotating.kubelet("containerLogMaxSize", "0"));
        violatedBy(rotating.kubelet("containerLogMaxSize", "-1"));
        violatedBy(rotating.kubelet("containerLogMaxSize", null));
    }

    @Test
    void api_server_queues_fairly() {
        satisfiedBy(cluster().controlPlane());
        satisfiedBy(cluster().controlPlane().flag("kube-apiserver", "--enable-priority-and-fairness", "true"));
        violatedBy(cluster().controlPlane().flag("kube-apiserver", "--enable-priority-and-fairness", "false"));
        inconclusiveFor(cluster());
    }

    @Test
    void only_the_system_passes_the_queue() {
        String any = "resourceRules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]";
        violatedBy(schema("exempt", "{subjects: [{kind: 'Group', group: {name: 'ops'}}], " + any + "}"));
        violatedBy(schema(
                "exempt",
                "{subjects: [{kind: 'Group', group: {name: 'system:masters'}}, {kind: 'ServiceAccount', serviceAccount: {namespace: 'ci', name: 'bot'}}], "
                        + any + "}"));
        satisfiedBy(schema("low", "{subjects: [{kind: 'User', user: {name: 'eve'}}], " + any + "}"));
        satisfiedBy(schema("exempt", "{subjects: [{kind: 'Group', group: {name: 'system:masters'}}], " + any + "}"));
        satisfiedBy(
                schema(
                        "exempt",
                        "{subjects: [{kind: 'Group', group: {name: 'system:unauthenticated'}}], nonResourceRules: [{verbs: ['get'], nonResourceURLs: ['/healthz', '/readyz']}]}"));
        violatedBy(
                schema(
                        "exempt",
                        "{subjects: [{kind: 'Group', group: {name: 'system:unauthenticated'}}], nonResourceRules: [{verbs: ['get'], nonResourceURLs: ['/healthz', '/metrics']}]}"));
        inconclusiveFor(schema("low", "{subjects: []}")
                .unreadable(KubernetesDocuments.PRIORITY_LEVELS, "the server answers 403"));
        notApplicableTo(cluster());
    }
}
