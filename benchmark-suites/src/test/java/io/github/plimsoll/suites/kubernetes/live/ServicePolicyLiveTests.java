package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.kubernetes.ApiServerAdmission;
import io.github.plimsoll.target.Targets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Policies against Services that claim addresses, on an API server without the plug-in for it: one that is taken for sure refuses each such
 * Service, and no other; of those that are not, one lets some pass.
 */
@Tag("live")
@Timeout(300)
class ServicePolicyLiveTests {

    private static final String STRANGE = "externalIPs: [198.51.100.1], ";
    private static final String NAME = "plim-service-policy";

    private static @Nullable KubernetesClient client;
    private static String kubeconfig = "";

    @BeforeAll
    static void connect() {
        kubeconfig = PlantedFile.kubeconfig();
        client = PlantedFile.client(kubeconfig);
        remove();
    }

    @AfterAll
    static void disconnect() {
        if (client != null) {
            client.close();
        }
    }

    @AfterEach
    void remove_the_policy() throws InterruptedException {
        remove();
        // The API server goes by it for a moment yet.
        NodeHand.await("the end of the policy", () -> isTaken(STRANGE));
    }

    private static void remove() {
        connected()
                .load(NodeHand.stream(policy("true")))
                .items()
                .forEach(object -> connected().resource(object).delete());
    }

    private static KubernetesClient connected() {
        return Objects.requireNonNull(client);
    }

    private static String policy(String expression) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: [''], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [services]}
                  validations:
                  - expression: '%2$s'
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec: {policyName: %1$s, validationActions: [Deny]}
                """.formatted(NAME, expression);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            COMPLIANT;    !has(object.spec.externalIPs)
            COMPLIANT;    !has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0
            COMPLIANT;    !has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0
            COMPLIANT;    !has(object.spec.externalIPs) || object.spec.externalIPs == []
            COMPLIANT;    !(has(object.spec.externalIPs) && size(object.spec.externalIPs) > 0)
            COMPLIANT;    !(has(object.spec.externalIPs) && object.spec.externalIPs.size() > 0)
            COMPLIANT;    size(object.spec.?externalIPs.orValue([])) == 0
            COMPLIANT;    object.spec.?externalIPs.orValue([]).size() == 0
            INCONCLUSIVE; !has(object.spec.externalIPs) || object.spec.externalIPs.all(ip, ip.startsWith("192.0.2."))
            """)
    void a_policy_is_taken_for_what_the_api_server_makes_of_it(Verdict verdict, String expression)
            throws InterruptedException {
        connected().load(NodeHand.stream(policy(expression))).create();

        NodeHand.await("the policy", () -> !isTaken(STRANGE));
        assertThat(isTaken("externalIPs: [192.0.2.1], ")).isEqualTo(verdict != Verdict.COMPLIANT);
        assertThat(isTaken("externalIPs: ['2001:db8::1'], ")).isFalse();
        assertThat(isTaken("externalIPs: [], ")).isTrue();
        assertThat(isTaken("")).isTrue();
        LiveFindings.of(Targets.snapshot("kubeconfig:" + kubeconfig), List.of(ApiServerAdmission.class))
                .show("api_server_denies_external_ips", "node/control-plane › kube-apiserver", verdict);
    }

    /** Nothing is made by this. */
    private static boolean isTaken(String addresses) {
        try {
            connected()
                    .load(NodeHand.stream(
                            "{apiVersion: v1, kind: Service, metadata: {name: asked, namespace: default}, spec: {%sports: [{port: 80}]}}"
                                    .formatted(addresses)))
                    .items()
                    .forEach(service ->
                            connected().resource(service).dryRun(true).create());
            return true;
        } catch (KubernetesClientException e) {
            assertThat(e).hasMessageContaining(NAME);
            return false;
        }
    }
}
