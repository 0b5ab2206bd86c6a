package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.proof.KubernetesFixture;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts that other tools were seen to get wrong by where they look, by how many they look at, or by what they cannot see. */
class ScopePeerVerdictsTests {

    private static final String NEWEST = "cis-kubernetes-2.0.1";
    private static final String DROP_IN = "\"/etc/systemd/system/kubelet.service.d/10-kubeadm.conf\".content";

    private static KubernetesFixture sound() {
        return cluster().controlPlane();
    }

    private static void assertVerdict(String number, KubernetesFixture cluster, Verdict verdict) {
        assertVerdict(NEWEST, number, cluster, verdict);
    }

    private static void assertVerdict(String benchmark, String number, KubernetesFixture cluster, Verdict verdict) {
        ControlResult result = JudgedLine.of(benchmark, number, cluster);
        assertThat(result.verdict())
                .as("%s: %s %s", number, result.reason(), result.findings())
                .isEqualTo(verdict);
    }

    private static List<String> violators(String number, KubernetesFixture cluster) {
        return JudgedLine.of(NEWEST, number, cluster).findings(VIOLATED).stream()
                .map(Finding::subject)
                .toList();
    }

    /** It is a setting of the unit, and no flag of the kubelet's. */
    @Test
    void whom_a_kubelet_may_talk_with_stands_in_its_unit() {
        assertVerdict("cis-kubernetes-1.11", "4.2.15", sound(), COMPLIANT);
        assertVerdict(
                "cis-kubernetes-1.11",
                "4.2.15",
                sound().ofNode(KubernetesDocuments.SETTINGS, files -> files.withJson(DROP_IN, "{}")),
                VIOLATED);
        assertVerdict(
                "cis-kubernetes-1.11",
                "4.2.15",
                sound().ofNode(
                                KubernetesDocuments.PROCESSES,
                                node -> node.withJson(
                                        "processes[0].args",
                                        "['kubelet', '--ip-address-deny=any', '--IPAddressDeny=any']"))
                        .ofNode(KubernetesDocuments.SETTINGS, files -> files.withJson(DROP_IN, "{}")),
                VIOLATED);
    }

    /** Of two ways to hold to a line, one object may go the one and the next the other. */
    @Test
    void each_object_may_hold_to_a_line_in_its_own_way() {
        KubernetesFixture either = cluster()
                .serviceAccount("shop", "silent", account -> account.without("automountServiceAccountToken"))
                .serviceAccount("shop", "closed", UnaryOperator.identity())
                .pod("by-itself", pod -> pod.with("spec.serviceAccountName", "silent"))
                .pod(
                        "by-its-account",
                        pod -> pod.with("spec.serviceAccountName", "closed")
                                .without("spec.automountServiceAccountToken"));

        assertVerdict("5.1.6", either, COMPLIANT);
        assertThat(violators(
                        "5.1.6",
                        either.pod(
                                "neither",
                                pod -> pod.with("spec.serviceAccountName", "silent")
                                        .without("spec.automountServiceAccountToken"))))
                .containsExactly("pod/shop/neither");
    }

    @Test
    void every_one_of_several_programs_is_judged_by_its_own_flags() {
        KubernetesFixture two = sound().pod(
                        "kube-apiserver-second",
                        pod -> pod.with("metadata.namespace", "kube-system")
                                .with("spec.nodeName", "second")
                                .with("spec.containers[0].command", List.of("kube-apiserver", "--profiling=true")));

        assertThat(violators("1.2.15", two)).containsExactly("node/second › kube-apiserver");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.7", "1.1.8", "1.1.11", "1.1.12", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7"})
    void an_etcd_outside_of_the_cluster_is_no_alarm(String number) {
        KubernetesFixture outside = sound().without(KubernetesDocuments.PODS, "kube-system", "etcd-control-plane")
                .flag("kube-apiserver", "--etcd-servers", "https://192.0.2.9:2379")
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.with("\"/etc/kubernetes/manifests/etcd.yaml\".exists", false)
                                .with("\"/var/lib/etcd\".exists", false));

        assertVerdict(
                number, outside, number.equals("1.1.7") || number.equals("1.1.8") ? NOT_APPLICABLE : INCONCLUSIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.1", "1.3.7", "2.1", "5.2.2", "5.2.6"})
    void pods_that_cannot_be_listed_are_neither_good_nor_bad(String number) {
        assertVerdict(number, sound().unreadable(KubernetesDocuments.PODS, "the server answers 403"), INCONCLUSIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1", "1.1.12", "4.1.5", "1.1.20"})
    void files_that_cannot_be_read_are_neither_good_nor_bad(String number) {
        assertVerdict(number, sound().unreadableOfNode(KubernetesDocuments.FILES), INCONCLUSIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"})
    void suites_that_the_older_version_allows_are_weak_by_the_newer(String suite) {
        KubernetesFixture offering = sound().flag("kube-apiserver", "--tls-min-version", null)
                .flag("kube-apiserver", "--tls-cipher-suites", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256," + suite);

        assertVerdict("cis-kubernetes-1.11", "1.2.29", offering, COMPLIANT);
        assertVerdict("cis-kubernetes-1.12", "1.2.29", offering, VIOLATED);
        assertVerdict(NEWEST, "1.2.29", offering, VIOLATED);
        assertVerdict(
                "cis-kubernetes-1.11",
                "1.2.29",
                offering.flag("kube-apiserver", "--tls-cipher-suites", "TLS_RSA_WITH_AES_128_GCM_SHA256"),
                VIOLATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384"})
    void suites_of_kubelets_that_the_older_version_allows_are_weak_by_the_newer(String suite) {
        KubernetesFixture offering = sound().kubelet("tlsMinVersion", null).kubelet("tlsCipherSuites", List.of(suite));

        assertVerdict("cis-kubernetes-1.11", "4.2.12", offering, COMPLIANT);
        assertVerdict(NEWEST, "4.2.12", offering, VIOLATED);
        assertVerdict(
                "cis-kubernetes-1.11",
                "4.2.12",
                offering.kubelet("tlsCipherSuites", List.of("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")),
                VIOLATED);
    }

    /** What a server offers that is told nothing depends on the Go that its version was made with. */
    @ParameterizedTest
    @ValueSource(strings = {"v1.29.15", "v1.30.2", "v1.31.9"})
    void suites_by_default_are_those_of_the_version(String version) {
        KubernetesFixture silent = sound().flag("kube-apiserver", "--tls-min-version", null);

        assertVerdict(
                "cis-kubernetes-1.11",
                "1.2.29",
                silent.document(KubernetesDocuments.VERSION, json -> json.with("gitVersion", version)),
                VIOLATED);
        assertVerdict("cis-kubernetes-1.11", "1.2.29", silent, COMPLIANT);
        assertVerdict(NEWEST, "1.2.29", silent, VIOLATED);
    }
}
