package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiServerAuditProofs extends Proofs {

    ApiServerAuditProofs() {
        super(ApiServerAudit.class);
    }

    @Test
    void api_server_records_requests() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--audit-log-path", null));
        satisfiedBy(with("--audit-log-path", "-"));
        satisfiedBy(webhookOnly());
    }

    @Test
    void api_server_keeps_records_long() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--audit-log-maxage", null));
        violatedBy(with("--audit-log-maxage", "29"));
        violatedBy(with("--audit-log-maxage", "0"));
        inconclusiveFor(with("--audit-log-maxage", "month"));
        notApplicableTo(webhookOnly());
        notApplicableTo(with("--audit-log-path", "-"));
        violatedBy(unaudited("--audit-log-maxage"));
        satisfiedBy(with("--audit-log-maxage", "7").policy("kubernetes.min-audit-days", 7));
    }

    @Test
    void api_server_keeps_enough_records() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--audit-log-maxbackup", null));
        violatedBy(with("--audit-log-maxbackup", "9"));
        notApplicableTo(webhookOnly());
        violatedBy(unaudited("--audit-log-maxbackup"));
        satisfiedBy(with("--audit-log-maxbackup", "3").policy("kubernetes.min-audit-files", 3));
    }

    @Test
    void api_server_starts_new_records_in_time() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--audit-log-maxsize", null));
        violatedBy(with("--audit-log-maxsize", "99"));
        notApplicableTo(webhookOnly());
        violatedBy(unaudited("--audit-log-maxsize"));
        satisfiedBy(with("--audit-log-maxsize", "50").policy("kubernetes.min-audit-file-size", 50));
    }

    @Test
    void api_server_has_an_audit_policy() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--audit-policy-file", null));
    }

    @Test
    void audit_policy_covers_what_matters() {
        satisfiedBy(cluster().controlPlane());
        notApplicableTo(with("--audit-policy-file", null));
        satisfiedBy(rules("{level: 'Metadata'}"));
        violatedBy(rules("{level: 'Request'}"));
        violatedBy(rules("{level: 'None'}"));
        violatedBy(rules(""));
        violatedBy(rules("{level: 'None', userGroups: ['system:authenticated']}, {level: 'Metadata'}"));
        satisfiedBy(rules("{level: 'None', userGroups: ['system:nodes']}, {level: 'Metadata'}"));
        satisfiedBy(rules("{level: 'None', users: ['system:kube-proxy']}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'RequestResponse', users: ['alice']}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'Request', namespaces: ['shop']}, {level: 'Metadata'}"));
        satisfiedBy(
                rules(
                        "{level: 'Metadata', resources: [{group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token']}, {group: 'authentication.k8s.io', resources: ['tokenreviews']}]}, {level: 'RequestResponse'}"));
        violatedBy(
                rules(
                        "{level: 'Metadata', resources: [{group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token']}, {group: 'authentication.k8s.io', resources: ['tokenreviews']}]}, {level: 'Metadata', verbs: ['create', 'update']}"));
        violatedBy(rules("{level: 'None', resources: [{group: '', resources: ['pods/*']}]}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'None', resources: [{group: '', resources: ['*/exec']}]}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'None', resources: [{group: '', resources: ['*']}]}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'None', resources: [{group: 'apps'}]}, {level: 'Metadata'}"));
        // Unlike of resources, of verbs an asterisk stands for none.
        satisfiedBy(rules("{level: 'None', verbs: ['*']}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'Metadata', verbs: ['*']}"));
        // What kubectl applies is a patch, and what newer clients connect by WebSocket is a get.
        violatedBy(rules("{level: 'None', verbs: ['patch']}, {level: 'Metadata'}"));
        violatedBy(
                rules(
                        "{level: 'None', verbs: ['get'], resources: [{group: '', resources: ['pods/exec']}]}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'None', userGroups: ['system:masters']}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'None', userGroups: ['system:serviceaccounts']}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'None', users: ['alice']}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'None', users: ['system:serviceaccount:shop:web']}, {level: 'Metadata'}"));
        satisfiedBy(rules("{level: 'None', users: ['system:serviceaccount:kube-system:job-controller']},"
                + " {level: 'Metadata'}"));
        satisfiedBy(rules(
                "{level: 'None', users: ['alice', 'bob'], userGroups: ['system:nodes']}," + " {level: 'Metadata'}"));
        violatedBy(rules("{level: 'None', namespaces: ['kube-system']}, {level: 'Metadata'}"));
        satisfiedBy(rules(
                "{level: 'None', resources: [{group: '', resources: ['events', 'pods/log']}]}, {level: 'Metadata'}"));
        satisfiedBy(
                rules(
                        "{level: 'None', resources: [{group: '', resources: ['configmaps'], resourceNames: ['leader']}]}, {level: 'Metadata'}"));
        satisfiedBy(rules("{level: 'None', nonResourceURLs: ['/*']}, {level: 'Metadata'}"));
        violatedBy(rules("{level: 'None', verbs: ['deletecollection']}, {level: 'Metadata'}"));
        // A request of which no stage is recorded is not, whatever its level.
        satisfiedBy(rules("{level: 'Metadata', omitStages: ['RequestReceived']}"));
        satisfiedBy(rules("{level: 'Metadata', omitStages: ['ResponseComplete', 'ResponseStarted']}"));
        violatedBy(rules("{level: 'Metadata', omitStages: ['RequestReceived', 'ResponseComplete']}"));
        violatedBy(policy(
                "omitStages: ['RequestReceived'], rules: [{level: 'Metadata', omitStages: ['ResponseComplete']}]"));
        satisfiedBy(
                rules(
                        "{level: 'None', users: ['system:kube-proxy']}, {level: 'Metadata', verbs: ['watch'], omitStages: ['RequestReceived', 'ResponseComplete']}, {level: 'Metadata'}"));
        satisfiedBy(
                rules(
                        "{level: 'Metadata', resources: [{group: '', resources: ['pods/exec']}], omitStages: ['RequestReceived', 'ResponseComplete']}, {level: 'Metadata'}"));
        violatedBy(
                rules(
                        "{level: 'Metadata', resources: [{group: '', resources: ['pods/exec']}], omitStages: ['RequestReceived', 'ResponseStarted', 'ResponseComplete']}, {level: 'Metadata'}"));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.SETTINGS));
    }

    private static KubernetesFixture with(String flag, @Nullable String value) {
        return cluster().controlPlane().flag("kube-apiserver", flag, value);
    }

    private static KubernetesFixture webhookOnly() {
        return with("--audit-log-path", null)
                .flag("kube-apiserver", "--audit-webhook-config-file", "/etc/kubernetes/sink.yaml");
    }

    /** Without any audit log, and so without what would limit it. */
    private static KubernetesFixture unaudited(String flag) {
        return with("--audit-log-path", null).flag("kube-apiserver", flag, null);
    }

    private static KubernetesFixture rules(String rules) {
        return policy("rules: [" + rules + "]");
    }

    private static KubernetesFixture policy(String fields) {
        return cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        facts -> facts.withJson("\"/etc/kubernetes/audit.yaml\".content", "{" + fields + "}"));
    }
}
