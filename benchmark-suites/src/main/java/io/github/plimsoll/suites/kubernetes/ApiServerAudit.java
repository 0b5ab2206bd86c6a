package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.policy.Policy;

/** Sections 1.2 and 3.2: the record of requests. */
@KubernetesControls
public class ApiServerAudit {

    private static final String NO_FILES = "it keeps no audit log in files";

    @Control(
            title = "Requests to the API server are recorded",
            why = "Without a record nobody can tell afterwards who read a Secret or started a pod.",
            fix =
                    "Start kube-apiserver with --audit-log-path, or with --audit-webhook-config-file where records are sent elsewhere",
            severity = HIGH)
    @CisKubernetes("1.2.16")
    @Level1
    @Repudiation("R1")
    void api_server_records_requests(ApiServer server) {
        assertThat(server.auditSinks()).as("places for the audit log").isNotEmpty();
    }

    @Control(
            title = "The audit log is kept long enough",
            why = "Break-ins are often found weeks later, when a shorter record has been overwritten.",
            fix = "Start kube-apiserver with --audit-log-maxage=30 or more",
            severity = MEDIUM)
    @CisKubernetes("1.2.17")
    @Level1
    @Repudiation("R1")
    void api_server_keeps_records_long(ApiServer server, Policy policy) {
        assumeTrue(server.keepsAuditFiles(), NO_FILES);
        assertThat(server.auditDays())
                .as("days that the audit log is kept")
                .isGreaterThanOrEqualTo(policy.number("kubernetes.min-audit-days"));
    }

    @Control(
            title = "Enough old files of the audit log are kept",
            why =
                    "A burst of requests, made on purpose perhaps, can otherwise push what matters out of the few files that are kept.",
            fix = "Start kube-apiserver with --audit-log-maxbackup=10 or more",
            severity = MEDIUM)
    @CisKubernetes("1.2.18")
    @Level1
    @Repudiation("R1")
    void api_server_keeps_enough_records(ApiServer server, Policy policy) {
        assumeTrue(server.keepsAuditFiles(), NO_FILES);
        assertThat(server.auditFiles())
                .as("old files of the audit log")
                .isGreaterThanOrEqualTo(policy.number("kubernetes.min-audit-files"));
    }

    @Control(
            title = "Files of the audit log may grow large enough",
            why =
                    "Together with their number the size decides how far back the record reaches; too small a file cuts it short.",
            fix = "Start kube-apiserver with --audit-log-maxsize=100 or more",
            severity = LOW)
    @CisKubernetes("1.2.19")
    @Level1
    @Repudiation("R1")
    void api_server_starts_new_records_in_time(ApiServer server, Policy policy) {
        assumeTrue(server.keepsAuditFiles(), NO_FILES);
        assertThat(server.auditFileSize())
                .as("size of a file of the audit log in MB")
                .isGreaterThanOrEqualTo(policy.number("kubernetes.min-audit-file-size"));
    }

    @Control(
            title = "Rules say which requests are recorded",
            why = "Without rules the API server records nothing, wherever the log would go.",
            fix = "Start kube-apiserver with --audit-policy-file",
            severity = HIGH)
    @CisKubernetes("3.2.1")
    @Level1
    @Repudiation("R1")
    void api_server_has_an_audit_policy(ApiServer server) {
        assertThat(server.auditPolicy()).as("file of audit rules").isNotEmpty();
    }

    @Control(
            title = "The audit rules record what matters, and no secrets",
            why =
                    "Rules can leave out just the requests that a break-in consists of, or copy every Secret into the log.",
            fix =
                    "Record Secrets, ConfigMaps, tokens and token reviews at level Metadata, and changes of pods, workloads and roles, exec, portforward and proxy at Metadata or above",
            severity = MEDIUM)
    @CisKubernetes("3.2.2")
    @Level2
    @Repudiation("R1")
    @InformationDisclosure("I2")
    void audit_policy_covers_what_matters(ApiServer server) {
        assumeFalse(server.auditPolicy().isEmpty(), "no file of audit rules is named");
        assertThat(server.auditGaps()).as("gaps in the audit rules").isEmpty();
    }
}
