package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordKeepingProofs extends Proofs {

    private static final String LOG = "\"/var/log/kubernetes/audit.log\"";

    RecordKeepingProofs() {
        super(RecordKeeping.class);
    }

    private static KubernetesFixture logFile(String field, Object value) {
        return recording().ofNode(KubernetesDocuments.FILES, files -> files.with(LOG + "." + field, value));
    }

    private static KubernetesFixture agent(KubernetesFixture cluster, String image, String owner, String reads) {
        return cluster.object(
                KubernetesDocuments.PODS,
                "{metadata: {namespace: 'logs', name: 'agent-1', ownerReferences: [{apiVersion: 'apps/v1', kind: '"
                        + owner
                        + "', name: 'agent', controller: true}]}, spec: {nodeName: 'control-plane', containers: [{name: 'app',"
                        + " image: '" + image + "'}], volumes: [{name: 'logs', hostPath: {path: '" + reads
                        + "'}}]}, status: {phase: 'Running', containerStatuses: [{name: 'app', ready: true}]}}");
    }

    /** Its API server keeps its audit log on its node. */
    private static KubernetesFixture recording() {
        return cluster()
                .controlPlane()
                .component(
                        "kube-apiserver",
                        pod -> pod.withJson(
                                        "spec.containers[0].volumeMounts",
                                        "[{name: 'log', mountPath: '/var/log/kubernetes'}]")
                                .withJson("spec.volumes", "[{name: 'log', hostPath: {path: '/var/log/kubernetes'}}]"));
    }

    @Test
    void audit_log_is_private() {
        satisfiedBy(recording());
        violatedBy(logFile("mode", "0640"));
        violatedBy(logFile("mode", "0604"));
        violatedBy(logFile("uid", 1000));
        violatedBy(logFile("gid", 1000));
        notApplicableTo(recording().flag("kube-apiserver", "--audit-log-path", "-"));
        notApplicableTo(recording().flag("kube-apiserver", "--audit-log-path", null));
        // Nothing is mounted there, so that it is a file of the container.
        notApplicableTo(recording().flag("kube-apiserver", "--audit-log-path", "/audit/audit.log"));
        inconclusiveFor(recording().unreadableOfNode(KubernetesDocuments.FILES));
        inconclusiveFor(cluster());
    }

    @Test
    void records_leave_the_control_plane() {
        KubernetesFixture files = recording();
        KubernetesFixture output = files.flag("kube-apiserver", "--audit-log-path", "-");
        violatedBy(files);
        violatedBy(output);
        satisfiedBy(files.flag("kube-apiserver", "--audit-webhook-config-file", "/etc/kubernetes/sink.yaml"));
        satisfiedBy(agent(files, "cr.fluentbit.io/fluent/fluent-bit:3", "DaemonSet", "/var/log"));
        satisfiedBy(agent(files, "cr.fluentbit.io/fluent/fluent-bit:3", "DaemonSet", "/var/log/kubernetes/"));
        satisfiedBy(agent(output, "timberio/vector:1", "DaemonSet", "/var/log"));
        violatedBy(agent(files, "cr.fluentbit.io/fluent/fluent-bit:3", "DaemonSet", "/var/log/pods"));
        violatedBy(agent(files, "cr.fluentbit.io/fluent/fluent-bit:3", "DaemonSet", "/var/log/kube"));
        violatedBy(agent(files, "example.com/web:1", "DaemonSet", "/var/log"));
        KubernetesFixture ofContainer = files.flag("kube-apiserver", "--audit-log-path", "/audit/audit.log");
        violatedBy(agent(ofContainer, "cr.fluentbit.io/fluent/fluent-bit:3", "DaemonSet", "/var/log"));
        violatedBy(agent(ofContainer, "cr.fluentbit.io/fluent/fluent-bit:3", "DaemonSet", "/"));
        notApplicableTo(files.flag("kube-apiserver", "--audit-log-path", null));
        inconclusiveFor(cluster());
    }

    @Test
    void logs_leave_their_node() {
        violatedBy(cluster());
        satisfiedBy(agent(cluster(), "fluent/fluentd:1", "DaemonSet", "/var/log"));
        violatedBy(agent(cluster(), "fluent/fluentd:1", "ReplicaSet", "/var/log"));
        violatedBy(agent(cluster(), "example.com/agent:1", "DaemonSet", "/var/log"));
        satisfiedBy(agent(cluster(), "example.com/agent:1", "DaemonSet", "/var/log")
                .policy("kubernetes.log-shippers", List.of("agent")));
        violatedBy(agent(cluster(), "fluent/fluentd:1", "DaemonSet", "/var/log")
                .object(KubernetesDocuments.NODES, "{metadata: {name: 'worker-1'}}"));
        violatedBy(agent(cluster(), "fluent/fluentd:1", "DaemonSet", "/var/log")
                .changed(
                        KubernetesDocuments.PODS,
                        "logs",
                        "agent-1",
                        pod -> pod.with("status.phase", "Pending").with("status.containerStatuses[0].ready", false)));
        violatedBy(agent(cluster(), "fluent/fluentd:1", "DaemonSet", "/var/log")
                .changed(
                        KubernetesDocuments.PODS,
                        "logs",
                        "agent-1",
                        pod -> pod.with("status.phase", "Pending").without("status.containerStatuses")));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }

    @Test
    void etcd_shows_metrics_locally() {
        satisfiedBy(cluster().controlPlane());
        satisfiedBy(urls("http://127.0.0.1:2381"));
        satisfiedBy(urls("http://[::1]:2381/metrics"));
        satisfiedBy(urls("https://0.0.0.0:2381"));
        violatedBy(urls("http://0.0.0.0:2381"));
        violatedBy(urls("http://:2381"));
        violatedBy(urls("HTTP://0.0.0.0:2381"));
        satisfiedBy(urls("HTTP://127.0.0.1:2381"));
        violatedBy(urls("http://127.0.0.1:2381, http://10.0.0.1:2381"));
        inconclusiveFor(cluster());
    }

    private static KubernetesFixture urls(String urls) {
        return cluster().controlPlane().flag("etcd", "--listen-metrics-urls", urls);
    }

    @Test
    void kubelet_serves_no_profiles() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("enableProfilingHandler", true));
        violatedBy(cluster().controlPlane().kubelet("enableProfilingHandler", null));
        satisfiedBy(cluster()
                .controlPlane()
                .kubelet("enableProfilingHandler", true)
                .kubelet("enableDebuggingHandlers", false));
        inconclusiveFor(cluster().controlPlane().unreadable(KubernetesDocuments.kubeletConfig("control-plane"), "403"));
    }
}
