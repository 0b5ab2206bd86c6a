package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.suites.Verdicts;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lines of the NSA's guidance and of the Pod Security Standards that other tools bind to a check of something else: each fault is
 * found by the line that names it, and by no other.
 */
class FrameworkPeerVerdictsTests {

    private static final String NSA = "nsa-cisa-1.2";
    private static final String BASELINE = "pss-baseline-1.34";
    private static final String CIS = "cis-kubernetes-2.0.1";

    /** The lines, by their numbers, that a fault violates and the sound counterpart does not. */
    private static Set<String> lines(String benchmark, KubernetesFixture sound, KubernetesFixture faulty) {
        Set<String> lines = violated(benchmark, faulty);
        lines.removeAll(violated(benchmark, sound));
        return lines;
    }

    private static Set<String> violated(String benchmark, KubernetesFixture cluster) {
        Set<String> numbers = new TreeSet<>();
        Verdicts.on(cluster).all().stream()
                .filter(result -> result.verdict() == Verdict.VIOLATED)
                .forEach(result -> result.control().number(benchmark).ifPresent(numbers::add));
        return numbers;
    }

    private static Set<String> linesOfPod(String benchmark, String path, String json) {
        KubernetesFixture sound = cluster().pod("web");
        return lines(benchmark, sound, cluster().pod("web", pod -> pod.withJson(path, json)));
    }

    private static Set<String> linesOfFlag(String benchmark, String flag, @Nullable String value) {
        KubernetesFixture sound = cluster().controlPlane();
        return lines(benchmark, sound, sound.flag("kube-apiserver", flag, value));
    }

    @ParameterizedTest
    @CsvSource({"hostPID, 1.4", "hostIPC, 1.4", "hostNetwork, 1.5"})
    void each_namespace_of_the_node_is_found_by_the_line_of_the_guidance_that_names_it(String field, String line) {
        assertThat(linesOfPod(NSA, "spec." + field, "true")).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostPID", "hostIPC", "hostNetwork"})
    void host_namespaces_of_the_standards_are_all_three(String field) {
        assertThat(linesOfPod(BASELINE, "spec." + field, "true")).containsExactly("1.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "appArmorProfile | {type: 'Unconfined'} | 1.7",
                "seLinuxOptions | {type: 'spc_t'} | 1.8",
                "seccompProfile | {type: 'Unconfined'} | 1.10"
            })
    void each_kind_of_confinement_is_found_by_its_own_line(String field, String json, String line) {
        assertThat(linesOfPod(BASELINE, "spec.securityContext." + field, json)).containsExactly(line);
    }

    @Test
    void containers_for_debugging_are_held_to_the_standards() {
        assertThat(linesOfPod(
                        BASELINE,
                        "spec.ephemeralContainers",
                        "[{name: 'shell', image: 'a', securityContext: {privileged: true}}]"))
                .containsExactly("1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"initContainers", "ephemeralContainers"})
    void escalation_and_ports_of_all_kinds_of_containers_are_found(String kind) {
        assertThat(linesOfPod(
                        NSA,
                        "spec." + kind,
                        "[{name: 'first', image: 'a', ports: [{containerPort: 80, hostPort: 80}],"
                                + " securityContext: {allowPrivilegeEscalation: true}}]"))
                .contains("1.2", "2.2");
    }

    @Test
    void encryption_at_rest_is_neither_the_authority_of_etcd_nor_the_way_to_kubelets() {
        assertThat(linesOfFlag(NSA, "--encryption-provider-config", null)).containsExactly("5.2");
        assertThat(linesOfFlag(NSA, "--etcd-cafile", null)).isEmpty();
        assertThat(linesOfFlag(NSA, "--kubelet-certificate-authority", null)).isEmpty();
    }

    @Test
    void rights_by_role_and_rights_of_nodes_are_two_things() {
        assertThat(linesOfFlag(CIS, "--authorization-mode", "Node")).containsExactly("1.2.8");
        assertThat(linesOfFlag(CIS, "--authorization-mode", "RBAC")).containsExactly("1.2.7");
    }

    /** Some judge the role alone, whoever has it. */
    @Test
    void a_role_that_nobody_has_gives_nothing() {
        KubernetesFixture sound = cluster();
        KubernetesFixture unbound = sound.clusterRole("r", "* *.*");

        for (String benchmark : List.of(NSA, CIS)) {
            assertThat(lines(benchmark, sound, unbound)).isEmpty();
            assertThat(lines(benchmark, sound, unbound.bind("b", "r", "user/mallory")))
                    .isNotEmpty();
        }
    }
}
