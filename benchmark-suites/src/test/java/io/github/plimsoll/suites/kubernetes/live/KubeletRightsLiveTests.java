package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestConditionBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.kubernetes.KubeletAccess;
import io.github.plimsoll.target.Targets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The settings of kubelets as the shipped service account gets them, which may get nodes/configz and not nodes/proxy: from a kubelet with a
 * certificate of its own making, from one that asked the cluster for one, and by way of the API server.
 */
@Tag("live")
@Timeout(600)
class KubeletRightsLiveTests {

    private static final String CONTROL = "kubelet_refuses_anonymous_requests";
    private static final String SIGNER = "kubernetes.io/kubelet-serving";

    private static final String ASK_FOR_CERTIFICATE = """
            cp -p /var/lib/kubelet/config.yaml /var/lib/plimsoll-config.yaml
            echo 'serverTLSBootstrap: true' >>/var/lib/kubelet/config.yaml
            """;
    private static final String GIVE_BACK = """
            if [ -e /var/lib/plimsoll-config.yaml ]; then
              mv /var/lib/plimsoll-config.yaml /var/lib/kubelet/config.yaml
              rm -f /var/lib/kubelet/pki/kubelet-server-*
            fi
            """;

    @TempDir
    static @Nullable Path directory;

    private static @Nullable KubernetesClient client;
    private static @Nullable Snapshot unvouched;
    private static @Nullable Snapshot waiting;
    private static @Nullable Snapshot vouched;
    private static @Nullable Snapshot proxied;
    private static String worker = "";

    @BeforeAll
    static void ask_in_each_way() throws InterruptedException, IOException {
        String kubeconfig = PlantedFile.kubeconfig();
        String image = System.getenv().getOrDefault("PLIMSOLL_TEST_PROBE_IMAGE", "");
        Assumptions.assumeFalse(image.isEmpty(), "live tests need a cluster: PLIMSOLL_TEST_PROBE_IMAGE is not set");
        KubernetesClient connected = PlantedFile.client(kubeconfig);
        client = connected;
        apply(connected, "/rbac/plimsoll-auditor.yaml");
        String account = "kubeconfig:" + account(connected, kubeconfig);
        unvouched = Targets.snapshot(account);
        try (NodeHand hand = new NodeHand(connected, image)) {
            worker = hand.worker();
            hand.run(worker, GIVE_BACK + ASK_FOR_CERTIFICATE + PlantedNodes.RESTART_KUBELET);
            try {
                NodeHand.await(
                        "the request of " + worker, () -> !requests(connected).isEmpty());
                waiting = Targets.snapshot(account);
                NodeHand.await("the certificate of " + worker, () -> approved(connected) && isVouchedFor(account));
                vouched = Targets.snapshot(account);
            } finally {
                hand.run(worker, GIVE_BACK + PlantedNodes.RESTART_KUBELET);
                // The hand that does it goes with its pod.
                NodeHand.await("the kubelet of " + worker, () -> !asksForCertificate(connected));
                requests(connected)
                        .forEach(request -> connected.resource(request).delete());
            }
        }
        apply(connected, "/rbac/plimsoll-auditor-proxy.yaml");
        NodeHand.await("the right of the account and the kubelet", () -> isVouchedFor(account));
        proxied = Targets.snapshot(account);
    }

    private static void apply(KubernetesClient client, String manifest) {
        client.load(KubeletRightsLiveTests.class.getResourceAsStream(manifest))
                .items()
                .forEach(item -> client.resource(item).serverSideApply());
    }

    private static Path account(KubernetesClient client, String administrator) throws IOException {
        Config config = Config.fromKubeconfig(new File(administrator));
        String token = client.serviceAccounts()
                .inNamespace("plimsoll")
                .withName("plimsoll-auditor")
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
        return Files.writeString(Objects.requireNonNull(directory).resolve("kubeconfig"), """
                current-context: auditor
                clusters: [{name: c, cluster: {server: '%s', certificate-authority-data: '%s'}}]
                users: [{name: plimsoll-auditor, user: {token: '%s'}}]
                contexts: [{name: auditor, context: {cluster: c, user: plimsoll-auditor}}]
                """.formatted(
                        config.getMasterUrl(), config.getCaCertData(), token));
    }

    private static List<CertificateSigningRequest> requests(KubernetesClient client) {
        return client.certificates().v1().certificateSigningRequests().list().getItems().stream()
                .filter(request -> request.getSpec().getSignerName().equals(SIGNER))
                .toList();
    }

    /** Approves what is open; whether there is any. */
    private static boolean approved(KubernetesClient client) {
        List<CertificateSigningRequest> requests = requests(client);
        requests.stream()
                .filter(request -> request.getStatus() == null
                        || request.getStatus().getConditions().isEmpty())
                .forEach(request -> client.certificates()
                        .v1()
                        .certificateSigningRequests()
                        .withName(request.getMetadata().getName())
                        .approve(new CertificateSigningRequestConditionBuilder()
                                .withType("Approved")
                                .withStatus("True")
                                .withReason("PlimsollTest")
                                .build()));
        return !requests.isEmpty();
    }

    private static boolean asksForCertificate(KubernetesClient client) {
        String settings = client.raw("/api/v1/nodes/" + worker + "/proxy/configz");
        return settings == null || settings.contains("\"serverTLSBootstrap\":true");
    }

    private static boolean isVouchedFor(String account) {
        return settingsOf(worker, Targets.snapshot(account)).verdict() == Verdict.COMPLIANT;
    }

    private static Finding settingsOf(String node, @Nullable Snapshot snapshot) {
        return judged(snapshot).of(CONTROL, "node/" + node + " › kubelet");
    }

    private static LiveFindings judged(@Nullable Snapshot snapshot) {
        return LiveFindings.of(Objects.requireNonNull(snapshot), List.of(KubeletAccess.class));
    }

    @AfterAll
    static void remove_the_account() {
        if (client != null) {
            KubernetesClient connected = client;
            PlantedNamespaces.remove(connected, List.of("plimsoll"));
            for (String manifest : List.of("/rbac/plimsoll-auditor.yaml", "/rbac/plimsoll-auditor-proxy.yaml")) {
                connected
                        .load(KubeletRightsLiveTests.class.getResourceAsStream(manifest))
                        .items()
                        .forEach(item -> connected.resource(item).delete());
            }
            connected.close();
        }
    }

    @Test
    void a_kubelet_with_a_certificate_of_its_own_making_is_not_believed() {
        for (String node : List.of("control-plane", worker)) {
            Finding finding = settingsOf(node, unvouched);
            assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(finding.message())
                    .contains(
                            "/configz: the kubelet's certificate was not issued by an authority that the kubeconfig trusts,"
                                    + " and nothing was sent to it; with serverTLSBootstrap it gets one that was");
        }
        assertThat(Objects.requireNonNull(unvouched).header().warnings())
                .containsExactly("2 of 2 kubelets did not tell their settings (4.2) when asked themselves;"
                        + " whoever may get nodes/proxy is told by the API server");
    }

    @Test
    void one_whose_request_nobody_has_approved_has_none_to_show() {
        assertThat(settingsOf(worker, waiting).message())
                .contains(
                        ":10250/configz: the kubelet has no certificate to show; perhaps nobody has approved its request");
    }

    @Test
    void one_that_asked_the_cluster_for_a_certificate_tells_its_settings_itself() {
        judged(vouched).show(CONTROL, "node/" + worker + " › kubelet", Verdict.COMPLIANT);
        assertThat(settingsOf("control-plane", vouched).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void who_may_use_the_way_by_the_api_server_is_told_of_all() {
        for (String node : List.of("control-plane", worker)) {
            judged(proxied).show(CONTROL, "node/" + node + " › kubelet", Verdict.COMPLIANT);
        }
        assertThat(Objects.requireNonNull(proxied).header().warnings()).isEmpty();
    }
}
