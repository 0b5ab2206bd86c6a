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
import org.junit.jupiter.params.provider.ValueSource;

/** Line 1.2.3 where its plugin is off: what policies make of it. */
class ServicePolicyTests {

    private static final String RULES =
            "{resourceRules: [{apiGroups: [''], apiVersions: ['v1'], resources: ['services'], operations: ['CREATE', 'UPDATE']}]}";
    private static final String NO_FIELD = "!has(object.spec.externalIPs)";
    private static final String BOUND = "{policyName: 'p', validationActions: ['Deny']}";

    private static KubernetesFixture open() {
        return cluster().controlPlane().flag("kube-apiserver", "--enable-admission-plugins", "NodeRestriction");
    }

    private static KubernetesFixture with(String constraints, String more, String expression, String binding) {
        return open().object(
                        KubernetesDocuments.VALIDATING_ADMISSION_POLICIES,
                        "{metadata: {name: 'p'}, spec: {matchConstraints: %s, %s validations: [{expression: '%s'}]}}"
                                .formatted(constraints, more, expression))
                .object(
                        KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS,
                        "{metadata: {name: 'b'}, spec: " + binding + "}");
    }

    private static KubernetesFixture with(String engine, String definition, String object) {
        int dot = definition.indexOf('.');
        String plural = definition.substring(0, dot);
        String group = definition.substring(dot + 1);
        return open().object(KubernetesDocuments.VALIDATING_WEBHOOKS, """
                        {metadata: {name: '%s'}, webhooks: [{name: 'w.example.com',
                         rules: [{apiGroups: ['*'], resources: ['*'], operations: ['*']}]}]}""".formatted(engine))
                .object(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, """
                        {metadata: {name: '%s'}, spec: {group: '%s', names: {plural: '%s'}, versions: [{name: 'v1', served: true, storage: true}]}}""".formatted(definition, group, plural))
                .object("/apis/" + group + "/v1/" + plural, object);
    }

    private static Finding assertVerdict(Fixture cluster, Verdict verdict) {
        Finding finding = Verdicts.on(cluster)
                .of("api_server_denies_external_ips")
                .findings()
                .get(0);
        assertThat(finding.verdict()).as("%s", finding).isEqualTo(verdict);
        return finding;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!has(object.spec.externalIPs)",
                "!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0",
                "!has(object.spec.externalIPs) ||\\n object.spec.externalIPs.size() == 0",
                "!has(object.spec.externalIPs) || object.spec.externalIPs == []",
                "!(has(object.spec.externalIPs) && size(object.spec.externalIPs) > 0)",
                "!(has(object.spec.externalIPs) && object.spec.externalIPs.size() > 0)",
                "size(object.spec.?externalIPs.orValue([])) == 0",
                "object.spec.?externalIPs.orValue([]).size() == 0"
            })
    void a_policy_of_the_server_that_refuses_all(String expression) {
        assertVerdict(with(RULES, "", expression, BOUND), COMPLIANT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has(object.spec.externalIPs)",
                "!has(object.spec.externalIPs) || size(object.spec.externalIPs) < 3",
                "!has(object.spec.externalIPs) || object.spec.externalIPs.all(ip, ip in [\\\"192.0.2.1\\\"])",
                "!has(object.spec.externalIPs) || request.userInfo.username == \\\"jane\\\"",
                "size(object.spec.externalIPs) >= 0"
            })
    void what_else_is_written_may_mean_anything(String expression) {
        Finding finding = assertVerdict(with(RULES, "", expression, BOUND), INCONCLUSIVE);

        assertThat(finding.message()).contains("validatingadmissionpolicy/p").contains("kubernetes.service-policies");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPLIANT    | {resourceRules: [{apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['*']}]} | failurePolicy: 'Fail', | {policyName: 'p', validationActions: ['Audit', 'Deny']}
            COMPLIANT    | {namespaceSelector: {}, objectSelector: {}, matchPolicy: 'Equivalent', resourceRules: [{apiGroups: [''], apiVersions: ['v1'], resources: ['services'], operations: ['UPDATE', 'CREATE'], scope: '*'}]} | '' | {policyName: 'p', validationActions: ['Deny'], matchResources: {namespaceSelector: {}}}
            VIOLATED     | RULES | '' | {policyName: 'p', validationActions: ['Warn', 'Audit']}
            VIOLATED     | RULES | '' | {policyName: 'q', validationActions: ['Deny']}
            INCONCLUSIVE | RULES | failurePolicy: 'Ignore', | BOUND
            INCONCLUSIVE | RULES | matchConditions: [{name: 'm', expression: 'true'}], | BOUND
            INCONCLUSIVE | RULES | paramKind: {kind: 'ConfigMap'}, | BOUND
            INCONCLUSIVE | RULES | '' | {policyName: 'p', validationActions: ['Deny'], paramRef: {name: 'x'}}
            INCONCLUSIVE | RULES | '' | {policyName: 'p', validationActions: ['Deny'], matchResources: {namespaceSelector: {matchLabels: {a: 'b'}}}}
            INCONCLUSIVE | RULES | '' | {policyName: 'p', validationActions: ['Deny'], matchResources: {objectSelector: {matchExpressions: [{key: 'a', operator: 'Exists'}]}}}
            INCONCLUSIVE | RULES | '' | {policyName: 'p', validationActions: ['Deny'], matchResources: {resourceRules: [{resources: ['pods']}]}}
            INCONCLUSIVE | RULES | '' | {policyName: 'p', validationActions: ['Deny'], matchResources: {excludeResourceRules: [{resources: ['services']}]}}
            INCONCLUSIVE | {resourceRules: [{apiGroups: [''], apiVersions: ['v1'], resources: ['services'], operations: ['CREATE']}]} | '' | BOUND
            INCONCLUSIVE | {resourceRules: [{apiGroups: [''], apiVersions: ['v1'], resources: ['services/status'], operations: ['*']}]} | '' | BOUND
            INCONCLUSIVE | {resourceRules: [{apiGroups: ['apps'], apiVersions: ['v1'], resources: ['services'], operations: ['*']}]} | '' | BOUND
            INCONCLUSIVE | {resourceRules: [{apiGroups: [''], apiVersions: ['v2'], resources: ['services'], operations: ['*']}]} | '' | BOUND
            INCONCLUSIVE | {resourceRules: [{apiGroups: [''], apiVersions: ['v1'], resources: ['services'], operations: ['*'], resourceNames: ['web']}]} | '' | BOUND
            INCONCLUSIVE | {resourceRules: [{apiGroups: [''], apiVersions: ['v1'], resources: ['services'], operations: ['*'], scope: 'Cluster'}]} | '' | BOUND
            INCONCLUSIVE | {namespaceSelector: {matchExpressions: [{key: 'a', operator: 'Exists'}]}, resourceRules: [{apiGroups: [''], apiVersions: ['v1'], resources: ['services'], operations: ['*']}]} | '' | BOUND
            INCONCLUSIVE | {excludeResourceRules: [{resources: ['services']}], resourceRules: [{apiGroups: [''], apiVersions: ['v1'], resources: ['services'], operations: ['*']}]} | '' | BOUND
            """)
    void where_it_is_in_force(Verdict verdict, String constraints, String more, String binding) {
        assertVerdict(
                with(constraints.replace("RULES", RULES), more, NO_FIELD, binding.replace("BOUND", BOUND)), verdict);
    }

    @Test
    void what_the_server_does_not_obey_refuses_nothing() {
        KubernetesFixture policy = with(RULES, "", NO_FIELD, BOUND);

        assertVerdict(policy, COMPLIANT);
        assertVerdict(
                policy.flag("kube-apiserver", "--disable-admission-plugins", "ValidatingAdmissionPolicy"), VIOLATED);
        assertVerdict(policy.unreadable(KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS, "403"), INCONCLUSIVE);
        assertVerdict(with(RULES, "", "object.spec.type != \\\"NodePort\\\"", BOUND), VIOLATED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INCONCLUSIVE | kyverno | clusterpolicies.kyverno.io | {rules: [{match: {any: [{resources: {kinds: ['Service']}}]}, validate: {failureAction: 'Enforce', pattern: {spec: {'X(externalIPs)': 'null'}}}}]}
            VIOLATED     | kyverno | clusterpolicies.kyverno.io | {rules: [{match: {any: [{resources: {kinds: ['Service']}}]}, validate: {failureAction: 'Audit', pattern: {spec: {'X(externalIPs)': 'null'}}}}]}
            VIOLATED     | kyverno | clusterpolicies.kyverno.io | {rules: [{match: {any: [{resources: {kinds: ['Service']}}]}, validate: {failureAction: 'Enforce', pattern: {spec: {type: '!NodePort'}}}}]}
            INCONCLUSIVE | kyverno | validatingpolicies.policies.kyverno.io | {validationActions: ['Deny'], validations: [{expression: '!has(object.spec.externalIPs)'}]}
            VIOLATED     | kyverno | validatingpolicies.policies.kyverno.io | {validationActions: ['Audit'], validations: [{expression: '!has(object.spec.externalIPs)'}]}
            INCONCLUSIVE | gatekeeper | constrainttemplates.templates.gatekeeper.sh | {targets: [{rego: 'input.review.object.spec.externalIPs'}]}
            VIOLATED     | other | constrainttemplates.templates.gatekeeper.sh | {targets: [{rego: 'input.review.object.spec.externalIPs'}]}
            INCONCLUSIVE | kubewarden | clusteradmissionpolicies.policies.kubewarden.io | {settings: {validations: [{expression: '!has(object.spec.externalIPs)'}]}}
            VIOLATED     | kubewarden | clusteradmissionpolicies.policies.kubewarden.io | {mode: 'monitor', settings: {validations: [{expression: '!has(object.spec.externalIPs)'}]}}
            """)
    void engines(Verdict verdict, String engine, String definition, String spec) {
        assertVerdict(with(engine, definition, "{metadata: {name: 'p'}, spec: " + spec + "}"), verdict);
    }

    @Test
    void a_person_can_say_what_a_policy_refuses() {
        KubernetesFixture cluster = with(RULES, "failurePolicy: 'Ignore',", NO_FIELD, BOUND);

        assertVerdict(cluster.policy("kubernetes.service-policies", List.of("validatingadmissionpolicy/p")), COMPLIANT);
        assertVerdict(
                cluster.policy("kubernetes.service-policies", List.of("validatingadmissionpolicy/q")), INCONCLUSIVE);
        assertVerdict(open().policy("kubernetes.service-policies", List.of("validatingadmissionpolicy/p")), VIOLATED);
    }
}
