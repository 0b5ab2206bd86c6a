package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.fact.kubernetes.Cluster;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.fact.kubernetes.component.Etcd;
import io.github.plimsoll.fact.kubernetes.component.Kubelet;
import io.github.plimsoll.fact.kubernetes.files.AuditLogFile;
import io.github.plimsoll.policy.Policy;
import java.util.List;

/** Threats R1 and I2 beyond the benchmark: who reads records and figures, and whether records outlive their node. */
@KubernetesControls
public class RecordKeeping {

    private static final String SHIPPERS = "kubernetes.log-shippers";

    /** Where the kubelet keeps what containers write to their output. */
    private static final String CONTAINER_LOGS = "/var/log/pods";

    @Control(
            title = "Only root reads and writes the audit log",
            why = "It names everybody and everything they did; whoever can write to it takes themselves out.",
            fix = "chmod 600 FILE, and chown root:root FILE",
            severity = MEDIUM)
    @InformationDisclosure("I2")
    @Repudiation("R1")
    void audit_log_is_private(AuditLogFile file) {
        assertThat(file.permissionsBeyond(0600)).as("permissions beyond 600").isEmpty();
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Records of requests leave the node of the API server",
            why = "Whoever takes the node over takes the records along that would tell how.",
            fix =
                    "Set --audit-webhook-config-file, or run an agent there that sends the audit log away; kubernetes.log-shippers names such agents.",
            severity = LOW)
    @Repudiation("R1")
    void records_leave_the_control_plane(ApiServer server, Cluster cluster, Policy policy) {
        assumeFalse(server.auditSinks().isEmpty(), "it records nothing, which is judged by itself");
        if (!server.sendsRecords()) {
            String file = server.auditSinks().contains("-") ? CONTAINER_LOGS : server.auditLog();
            // A file that is none of the node's ends with its container, and nobody else reads it.
            List<String> shippers =
                    file.isEmpty() ? List.of() : cluster.logShippersOf(server.node(), file, policy.texts(SHIPPERS));
            assertThat(shippers).as("agents that send its records away").isNotEmpty();
        }
    }

    @Control(
            title = "Logs leave their node",
            why = "Logs that lie on their node only are gone with it, and with the pod that wrote them.",
            fix =
                    "Run an agent as a DaemonSet on every node that sends logs away; kubernetes.log-shippers names such agents.",
            severity = LOW)
    @Repudiation("R1")
    void logs_leave_their_node(Cluster cluster, Policy policy) {
        assertThat(cluster.nodesWithoutLogShipper(policy.texts(SHIPPERS)))
                .as("nodes that no logs leave")
                .isEmpty();
    }

    @Control(
            title = "Figures of etcd are reached from its own node only",
            why = "They come without any credentials and tell how the store of all Secrets is doing.",
            fix = "Set --listen-metrics-urls=http://127.0.0.1:2381",
            severity = MEDIUM)
    @InformationDisclosure("I2")
    void etcd_shows_metrics_locally(Etcd etcd) {
        assertThat(etcd.openMetricsAddresses()).as("addresses open to others").isEmpty();
    }

    @Control(
            title = "Kubelets serve no profiles of themselves",
            why = "Profiles tell what is in the memory of a program that knows every Secret of its pods.",
            fix = "Set enableProfilingHandler: false in the KubeletConfiguration",
            severity = LOW)
    @InformationDisclosure("I2")
    void kubelet_serves_no_profiles(Kubelet kubelet) {
        assertThat(kubelet.servesProfiles()).as("profiles are served").isFalse();
    }
}
