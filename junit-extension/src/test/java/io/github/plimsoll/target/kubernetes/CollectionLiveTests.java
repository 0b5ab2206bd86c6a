package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real cluster, whatever is in it. */
@Tag("live")
class CollectionLiveTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void an_administrator_can_read_everything_and_no_secret_is_kept() throws IOException {
        Snapshot snapshot = collect(LiveCluster.kubeconfig());

        assertEverythingWasRead(snapshot);
        assertThat(snapshot.document(KubernetesDocuments.SECRETS).json().path("items"))
                .isNotEmpty()
                .allSatisfy(secret -> {
                    assertThat(secret.has("data")).isFalse();
                    assertThat(secret.path("type").isTextual()).isTrue();
                });
    }

    @Test
    void the_shipped_service_account_meets_no_refusal() throws IOException {
        String administrator = LiveCluster.kubeconfig();
        Config config = Config.fromKubeconfig(new File(administrator));
        try (KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(config).build();
                InputStream manifest = getClass().getResourceAsStream("/rbac/plimsoll-auditor.yaml");
                InputStream proxy = getClass().getResourceAsStream("/rbac/plimsoll-auditor-proxy.yaml")) {
            client.load(manifest).items().forEach(item -> client.resource(item).serverSideApply());
            try {
                TokenRequest token = client.serviceAccounts()
                        .inNamespace("plimsoll")
                        .withName("plimsoll-auditor")
                        .tokenRequest(new TokenRequestBuilder()
                                .withNewSpec()
                                .endSpec()
                                .build());
                Path kubeconfig = kubeconfig(config, token.getStatus().getToken());

                // Kubelets of kubeadm have certificates of their own making.
                assertThat(collect(kubeconfig.toString()).documents()).allSatisfy((key, document) -> {
                    if (!document.isReadable() && !key.startsWith("node:") && !key.startsWith("probe:")) {
                        assertThat(document.reason()).contains("/configz: the kubelet's certificate was not issued by");
                    }
                });
                client.load(proxy).items().forEach(item -> client.resource(item).serverSideApply());
                assertEverythingWasRead(collect(kubeconfig.toString()));
            } finally {
                client.namespaces().withName("plimsoll").delete();
                client.rbac().clusterRoles().list().getItems().stream()
                        .filter(role -> role.getMetadata().getName().startsWith("plimsoll-auditor"))
                        .forEach(role -> client.resource(role).delete());
                client.rbac().clusterRoleBindings().list().getItems().stream()
                        .filter(role -> role.getMetadata().getName().startsWith("plimsoll-auditor"))
                        .forEach(role -> client.resource(role).delete());
            }
        }
    }

    /** An API server ends the connection of whom it does not know, so that the client may not get to hear why. */
    @Test
    void a_token_that_the_server_does_not_know_is_told_as_such() throws IOException {
        Path kubeconfig = kubeconfig(Config.fromKubeconfig(new File(LiveCluster.kubeconfig())), "unknown");

        assertThatThrownBy(() -> collect(kubeconfig.toString()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining(
                        "the server answers 401: Unauthorized; it does not accept a token of user 'plimsoll-auditor'");
    }

    private Path kubeconfig(Config administrator, String token) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                current-context: auditor
                clusters: [{name: c, cluster: {server: '%s', certificate-authority-data: '%s'}}]
                users: [{name: plimsoll-auditor, user: {token: '%s'}}]
                contexts: [{name: auditor, context: {cluster: c, user: plimsoll-auditor}}]
                """.formatted(
                        administrator.getMasterUrl(), administrator.getCaCertData(), token));
    }

    private static void assertEverythingWasRead(Snapshot snapshot) {
        assertThat(snapshot.header().warnings()).isEmpty();
        assertThat(snapshot.documents())
                .hasSizeGreaterThan(Collected.ALL.size())
                .allSatisfy((key, document) -> {
                    // The nodes themselves are not looked at unless that is asked for, and their ports not in this
                    // test.
                    if (!key.startsWith("node:") && !key.startsWith("probe:")) {
                        assertThat(document.reason()).as(key).isEmpty();
                    }
                });
        assertThat(snapshot.document(KubernetesDocuments.PODS).json().path("items"))
                .isNotEmpty();
    }

    private Snapshot collect(String kubeconfig) {
        try (Target target = new KubernetesTargetSource()
                .open("kubeconfig:" + kubeconfig, Collecting.options(directory, Map.of(), PATIENCE))) {
            return target.collect(Progress.silent());
        }
    }
}
