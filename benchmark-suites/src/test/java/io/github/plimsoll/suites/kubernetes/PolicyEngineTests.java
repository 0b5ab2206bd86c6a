package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.proof.Fixture;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.suites.Verdicts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Line 5.2.1 where no Pod Security Standard is enforced: what engines, webhooks and the server's own policies make of it. */
class PolicyEngineTests {

    private static final String ENFORCED = "metadata.labels.\"pod-security.kubernetes.io/enforce\"";
    private static final String KYVERNO = "clusterpolicies.kyverno.io";
    private static final String GATEKEEPER = "k8spspprivilegedcontainer.constraints.gatekeeper.sh";
    private static final String KUBEWARDEN = "clusteradmissionpolicies.policies.kubewarden.io";

    /** A namespace in which Pod Security admission lets everything in. */
    private static KubernetesFixture open() {
        return cluster()
                .controlPlane()
                .flag("kube-apiserver", "--admission-control-config-file", null)
                .namespace("shop", shop -> shop.without(ENFORCED).with("metadata.labels.team", "shop"));
    }

    /** The same with an engine that the API server asks, and an object of it. */
    private static KubernetesFixture with(String engine, String definition, String object) {
        return withObject(
                open().object(KubernetesDocuments.VALIDATING_WEBHOOKS, webhook(engine, "")), definition, object);
    }

    private static KubernetesFixture withObject(KubernetesFixture cluster, String definition, String object) {
        int dot = definition.indexOf('.');
        String plural = definition.substring(0, dot);
        String group = definition.substring(dot + 1);
        return cluster.object(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, """
                        {metadata: {name: '%s'}, spec: {group: '%s', names: {plural: '%s'}, versions: [{name: 'v1', served: true, storage: true}]}}""".formatted(definition, group, plural))
                .object("/apis/" + group + "/v1/" + plural, object);
    }

    private static String webhook(String name, String selector) {
        return """
                {metadata: {name: '%s'}, webhooks: [{name: 'w.example.com', %s
                 rules: [{apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]}]}""".formatted(name, selector);
    }

    private static Finding finding(Fixture cluster) {
        return Verdicts.on(cluster).of("dangerous_pods_are_refused").findings().stream()
                .filter(finding -> finding.subject().equals("namespace/shop"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertVerdict(Fixture cluster, Verdict verdict) {
        Finding finding = finding(cluster);
        assertThat(finding.verdict()).as("%s", finding).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPLIANT    | {any: [{resources: {kinds: ['Pod']}}]} | {} | {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}
            COMPLIANT    | {resources: {kinds: ['Pod']}} | {} | {failureAction: 'enforce', podSecurity: {level: 'restricted'}}
            COMPLIANT    | {any: [{resources: {kinds: ['Pod'], namespaces: ['sh*']}}]} | {} | {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}
            COMPLIANT    | {any: [{resources: {kinds: ['Pod']}}]} | {any: [{resources: {namespaces: ['kube-system']}}]} | {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}
            VIOLATED     | {any: [{resources: {kinds: ['Pod']}}]} | {} | {failureAction: 'Audit', podSecurity: {level: 'baseline'}}
            VIOLATED     | {any: [{resources: {kinds: ['Pod']}}]} | {} | {podSecurity: {level: 'baseline'}}
            VIOLATED     | {any: [{resources: {kinds: ['Deployment']}}]} | {} | {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}
            VIOLATED     | {any: [{resources: {kinds: ['Pod'], namespaces: ['other']}}]} | {} | {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}
            VIOLATED     | {any: [{resources: {kinds: ['Pod']}}]} | {any: [{resources: {namespaces: ['shop']}}]} | {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}
            INCONCLUSIVE | {any: [{resources: {kinds: ['Pod']}}]} | {} | {failureAction: 'Enforce', pattern: {metadata: {labels: {team: '?*'}}}}
            INCONCLUSIVE | {any: [{resources: {kinds: ['Pod']}}]} | {} | {failureAction: 'Enforce', podSecurity: {level: 'privileged'}}
            INCONCLUSIVE | {any: [{resources: {kinds: ['Pod']}}]} | {} | {failureAction: 'Enforce', podSecurity: {level: 'baseline', exclude: [{controlName: 'Host Namespaces'}]}}
            INCONCLUSIVE | {any: [{resources: {kinds: ['Pod'], selector: {matchLabels: {a: 'b'}}}}]} | {} | {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}
            INCONCLUSIVE | {any: [{resources: {kinds: ['Pod']}, subjects: [{kind: 'User', name: 'x'}]}]} | {} | {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}
            INCONCLUSIVE | {any: [{resources: {kinds: ['Pod']}}]} | {any: [{subjects: [{kind: 'User', name: 'x'}]}]} | {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}
            INCONCLUSIVE | {all: [{resources: {kinds: ['Pod']}}, {clusterRoles: ['x']}]} | {} | {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}
            """)
    void kyverno(Verdict verdict, String match, String exclude, String validate) {
        String excluded = exclude.equals("{}") ? "" : "exclude: " + exclude + ", ";
        String rules = "rules: [{match: " + match + ", " + excluded + "validate: " + validate + "}]";

        assertVerdict(
                with(
                        "kyverno-resource-validating-webhook-cfg",
                        KYVERNO,
                        "{metadata: {name: 'p'}, spec: {" + rules + "}}"),
                verdict);
    }

    private static final String SOUND =
            "{metadata: {name: 'p', namespace: 'shop'}, spec: {rules: [{match: {any: [{resources: {kinds: ['Pod']}}]},"
                    + " validate: {failureAction: 'Enforce', podSecurity: {level: 'baseline'}}}]}}";

    @Test
    void kyverno_as_a_whole() {
        assertVerdict(withObject(open(), KYVERNO, SOUND), VIOLATED);
        assertVerdict(with("kyverno", "policies.kyverno.io", SOUND), COMPLIANT);
        assertVerdict(with("kyverno", "policies.kyverno.io", SOUND.replace("'shop'", "'other'")), VIOLATED);
        assertVerdict(
                with("kyverno", KYVERNO, SOUND.replace("rules: [{", "rules: [{preconditions: {all: []}, ")),
                INCONCLUSIVE);
        assertVerdict(
                with(
                        "kyverno",
                        KYVERNO,
                        SOUND.replace(
                                "spec: {",
                                "spec: {validationFailureActionOverrides: [{action: 'Audit', namespaces: ['shop']}], ")),
                INCONCLUSIVE);
        assertVerdict(
                withObject(
                        with("kyverno", KYVERNO, SOUND),
                        "policyexceptions.kyverno.io",
                        "{metadata: {name: 'e', namespace: 'shop'}}"),
                INCONCLUSIVE);
        assertVerdict(with("kyverno", "validatingpolicies.policies.kyverno.io", """
                        {metadata: {name: 'v'}, spec: {validationActions: ['Deny'], matchConstraints: {resourceRules: [
                         {apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]}}}"""), INCONCLUSIVE);
        assertVerdict(with("kyverno", "validatingpolicies.policies.kyverno.io", """
                        {metadata: {name: 'v'}, spec: {validationActions: ['Audit'], matchConstraints: {resourceRules: [
                         {apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]}}}"""), VIOLATED);
        assertVerdict(
                open().unreadable(KubernetesDocuments.VALIDATING_WEBHOOKS, "the server answers 403"), INCONCLUSIVE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPLIANT    | {}
            COMPLIANT    | {enforcementAction: 'deny', match: {kinds: [{apiGroups: [''], kinds: ['Pod']}], excludedNamespaces: ['kube-*']}}
            COMPLIANT    | {match: {namespaceSelector: {matchLabels: {team: 'shop'}}}}
            VIOLATED     | {enforcementAction: 'dryrun'}
            VIOLATED     | {enforcementAction: 'warn'}
            VIOLATED     | {match: {excludedNamespaces: ['shop']}}
            VIOLATED     | {match: {namespaces: ['other']}}
            VIOLATED     | {match: {kinds: [{kinds: ['Ingress']}]}}
            VIOLATED     | {match: {namespaceSelector: {matchLabels: {team: 'other'}}}}
            INCONCLUSIVE | {enforcementAction: 'scoped'}
            INCONCLUSIVE | {match: {labelSelector: {matchLabels: {a: 'b'}}}}
            INCONCLUSIVE | {parameters: {exemptImages: ['*']}}
            """)
    void gatekeeper(Verdict verdict, String spec) {
        assertVerdict(
                with(
                        "gatekeeper-validating-webhook-configuration",
                        GATEKEEPER,
                        "{metadata: {name: 'c'}, spec: " + spec + "}"),
                verdict);
    }

    @Test
    void gatekeeper_as_a_whole() {
        assertVerdict(withObject(open(), GATEKEEPER, "{metadata: {name: 'c'}, spec: {}}"), VIOLATED);
        assertVerdict(
                with(
                        "gatekeeper",
                        "constrainttemplates.templates.gatekeeper.sh",
                        "{metadata: {name: 'k8srequiredlabels'}}"),
                INCONCLUSIVE);
        assertVerdict(
                with(
                        "gatekeeper",
                        "constrainttemplates.templates.gatekeeper.sh",
                        "{metadata: {name: 'k8spspprivilegedcontainer'}}"),
                VIOLATED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPLIANT    | module: 'registry://ghcr.io/kubewarden/policies/pod-privileged:v1.0.0'
            COMPLIANT    | module: 'ghcr.io/kubewarden/policies/pod-privileged:v1.0.0', mode: 'protect'
            VIOLATED     | module: 'registry://ghcr.io/kubewarden/policies/pod-privileged:v1.0.0', mode: 'monitor'
            VIOLATED     | module: 'registry://ghcr.io/kubewarden/policies/pod-privileged:v1.0.0', namespaceSelector: {matchLabels: {team: 'other'}}
            INCONCLUSIVE | module: 'registry://ghcr.io/kubewarden/policies/safe-labels:v1.0.0'
            INCONCLUSIVE | module: 'registry://example.com/pod-privileged:v1.0.0'
            INCONCLUSIVE | module: 'registry://ghcr.io/kubewarden/policies/pod-privileged:v1.0.0', matchConditions: []
            """)
    void kubewarden(Verdict verdict, String spec) {
        String rules = "rules: [{apiGroups: [''], resources: ['pods'], operations: ['CREATE']}], ";

        assertVerdict(
                with("clusterwide-p", KUBEWARDEN, "{metadata: {name: 'p'}, spec: {" + rules + spec + "}}")
                        .object(
                                KubernetesDocuments.VALIDATING_WEBHOOKS,
                                "{metadata: {name: 'x'}, webhooks: [{clientConfig: {service: {namespace: 'kubewarden', name: 's'}}}]}")
                        .without(KubernetesDocuments.VALIDATING_WEBHOOKS, "", "clusterwide-p"),
                verdict);
    }

    @Test
    void kubewarden_as_a_whole() {
        String policy = """
                {metadata: {name: 'p', namespace: 'shop'}, status: {policyStatus: '%s'}, spec: {
                 rules: [{apiGroups: [''], resources: ['%s'], operations: ['CREATE']}],
                 module: 'registry://ghcr.io/kubewarden/policies/pod-privileged:v1.0.0'}}""";

        assertVerdict(with("kubewarden", KUBEWARDEN, policy.formatted("active", "pods")), COMPLIANT);
        assertVerdict(with("kubewarden", KUBEWARDEN, policy.formatted("pending", "pods")), VIOLATED);
        assertVerdict(with("kubewarden", KUBEWARDEN, policy.formatted("active", "services")), VIOLATED);
        assertVerdict(withObject(open(), KUBEWARDEN, policy.formatted("active", "pods")), VIOLATED);
        String own = "admissionpolicies.policies.kubewarden.io";
        assertVerdict(with("kubewarden", own, policy.formatted("active", "pods")), COMPLIANT);
        assertVerdict(
                with("kubewarden", own, policy.formatted("active", "pods").replace("'shop'", "'other'")), VIOLATED);
    }

    private static KubernetesFixture withServerPolicy(String constraints, String binding) {
        return open().object(
                        KubernetesDocuments.VALIDATING_ADMISSION_POLICIES,
                        "{metadata: {name: 'p'}, spec: {matchConstraints: " + constraints + "}}")
                .object(
                        KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS,
                        "{metadata: {name: 'b'}, spec: " + binding + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INCONCLUSIVE | {resourceRules: [{apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]} | {policyName: 'p', validationActions: ['Deny']}
            INCONCLUSIVE | {resourceRules: [{apiGroups: ['*'], resources: ['*'], operations: ['*']}]} | {policyName: 'p', validationActions: ['Deny'], matchResources: {namespaceSelector: {matchLabels: {team: 'shop'}}}}
            VIOLATED     | {resourceRules: [{apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]} | {policyName: 'p', validationActions: ['Audit']}
            VIOLATED     | {resourceRules: [{apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]} | {policyName: 'q', validationActions: ['Deny']}
            VIOLATED     | {resourceRules: [{apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]} | {policyName: 'p', validationActions: ['Deny'], matchResources: {namespaceSelector: {matchLabels: {team: 'other'}}}}
            VIOLATED     | {resourceRules: [{apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]} | {policyName: 'p', validationActions: ['Deny'], matchResources: {resourceRules: [{apiGroups: [''], resources: ['services'], operations: ['*']}]}}
            VIOLATED     | {resourceRules: [{apiGroups: [''], resources: ['pods'], operations: ['DELETE']}]} | {policyName: 'p', validationActions: ['Deny']}
            VIOLATED     | {resourceRules: [{apiGroups: ['apps'], resources: ['*'], operations: ['CREATE']}]} | {policyName: 'p', validationActions: ['Deny']}
            VIOLATED     | {resourceRules: [{apiGroups: [''], resources: ['*'], operations: ['CREATE']}], excludeResourceRules: [{apiGroups: [''], resources: ['pods'], operations: ['*']}]} | {policyName: 'p', validationActions: ['Deny']}
            VIOLATED     | {namespaceSelector: {matchExpressions: [{key: 'team', operator: 'DoesNotExist'}]}, resourceRules: [{apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]} | {policyName: 'p', validationActions: ['Deny']}
            """)
    void policies_of_the_server(Verdict verdict, String constraints, String binding) {
        assertVerdict(withServerPolicy(constraints, binding), verdict);
    }

    @Test
    void a_person_can_say_what_a_policy_refuses() {
        KubernetesFixture cluster = withServerPolicy(
                "{resourceRules: [{apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]}",
                "{policyName: 'p', validationActions: ['Deny']}");

        assertVerdict(cluster.policy("kubernetes.pod-policies", List.of("validatingadmissionpolicy/p")), COMPLIANT);
        assertVerdict(cluster.policy("kubernetes.pod-policies", List.of("validatingadmissionpolicy/q")), INCONCLUSIVE);
        assertVerdict(open().policy("kubernetes.pod-policies", List.of("validatingadmissionpolicy/p")), VIOLATED);
    }

    @Test
    void a_webhook_of_nobody_known_may_refuse_anything() {
        assertVerdict(open(), VIOLATED);
        assertVerdict(open().object(KubernetesDocuments.VALIDATING_WEBHOOKS, webhook("house-rules", "")), INCONCLUSIVE);
        assertVerdict(
                open().object(
                                KubernetesDocuments.VALIDATING_WEBHOOKS,
                                webhook("house-rules", "namespaceSelector: {matchLabels: {team: 'other'}},")),
                VIOLATED);
        assertVerdict(
                open().object(
                                KubernetesDocuments.VALIDATING_WEBHOOKS,
                                webhook("house-rules", "").replace("'pods'", "'services'")),
                VIOLATED);
    }
}
