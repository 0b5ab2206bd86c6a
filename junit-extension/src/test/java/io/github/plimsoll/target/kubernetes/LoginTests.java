package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.TestAuthority;
import io.github.plimsoll.target.TestAuthority.Wish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that are past their end are told for that, wherever they come from. */
@Timeout(60)
class LoginTests {

    private static final String ENDED = "2020-09-13T12:26:40Z";

    @TempDir
    Path directory;

    /** A token that says when it ends, in seconds. */
    private static String token(String end) {
        return "e30." + encoded("{\"sub\": \"jane\", \"exp\": " + end + "}") + ".c2ln";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path kubeconfig(String server, String user) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                current-context: live
                clusters: [{name: live, cluster: {server: '%s'}}]
                contexts: [{name: live, context: {cluster: live, user: jane}}]
                users: [{name: jane, user: %s}]
                """.formatted(server, user));
    }

    private String login(String user) throws IOException {
        Path file = kubeconfig("https://live.example.com:6443", user);
        return new ConnectionResolver(
                        Collecting.options(directory, Map.of(), Collecting.PATIENCE),
                        new InsideCluster(Map.of(), directory.resolve("account")))
                .resolve("kubeconfig:" + file)
                .login();
    }

    @Test
    void a_token_says_itself_when_it_ended() throws IOException {
        assertThat(login("{token: " + token("1600000000") + "}")).isEqualTo("a token that expired at " + ENDED);
        Files.writeString(directory.resolve("token"), token("1600000000.5") + "\n");
        assertThat(login("{tokenFile: token}")).isEqualTo("a token that expired at " + ENDED);
    }

    @Test
    void a_token_from_a_file_is_shown_and_counts_before_one_beside_it() throws IOException {
        Files.writeString(directory.resolve("token"), "from-the-file\n");
        try (FakeApiServer server = FakeApiServer.start()) {
            Path file = kubeconfig(server.address(), "{token: beside, tokenFile: token}");
            try (Target target = new KubernetesTargetSource()
                    .open("kubeconfig:" + file, Collecting.options(directory, Map.of(), Collecting.PATIENCE))) {
                Files.writeString(directory.resolve("token"), "renewed");
                target.collect(Progress.silent());
                Files.delete(directory.resolve("token"));
                assertThat(target.collect(Progress.silent())
                                .document(KubernetesDocuments.PODS)
                                .reason())
                        .endsWith("there is no file " + directory.resolve("token"));
            }

            assertThat(server.headers("Authorization"))
                    .contains("Bearer from-the-file", "Bearer renewed")
                    .doesNotContain("Bearer beside");
        }
        assertThatThrownBy(() -> login("{tokenFile: token}"))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessage("the token " + directory.resolve("token") + " cannot be read: there is no file "
                        + directory.resolve("token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"32503680000", "1e300", "-1", "'soon'", "null"})
    void a_token_that_goes_on_or_does_not_say_is_just_one(String end) throws IOException {
        assertThat(login("{token: " + token(end.replace('\'', '"')) + "}")).isEqualTo("a token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "a.b.c", "k8s-aws-v1.aHR0cHM", "..", "e30.W10.x"})
    void a_token_of_another_kind_is_just_one(String token) throws IOException {
        assertThat(login("{token: '" + token + "'}")).isEqualTo("a token");
    }

    @Test
    void a_client_certificate_that_has_ended() throws IOException {
        new TestAuthority().clientIn(directory, Wish.sound().valid(Duration.ofDays(-9), Duration.ofDays(-2)));
        String files = "{client-certificate: cert.pem, client-key: key.pem}";
        assertThat(login(files)).startsWith("a client certificate that expired at 20");

        String data = Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve("cert.pem")));
        String key = Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve("key.pem")));
        assertThat(login("{client-certificate-data: " + data + ", client-key-data: " + key + "}"))
                .startsWith("a client certificate that expired at 20");

        new TestAuthority().clientIn(directory);
        assertThat(login(files)).isEqualTo("a client certificate");
        Files.writeString(directory.resolve("cert.pem"), "hello");
        assertThat(login(files)).isEqualTo("a client certificate that cannot be read");
        Files.delete(directory.resolve("cert.pem"));
        assertThat(login(files)).startsWith("a client certificate that cannot be read: there is no file");
    }

    @Test
    void a_pod_whose_token_was_not_renewed() throws IOException {
        Path account = Files.createDirectories(directory.resolve("account"));
        Files.writeString(account.resolve("token"), token("1600000000"));

        Connection connection = new InsideCluster(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"), account).connection();

        assertThat(connection.login()).isEqualTo("the token of the pod's service account that expired at " + ENDED);
        assertThat(connection.user()).isEqualTo("jane");
    }

    @Test
    void the_servers_refusal_is_told_with_the_end() throws IOException {
        try (FakeApiServer server = FakeApiServer.start()) {
            server.answers("/version", Scripts.json(401, "{\"message\": \"Unauthorized\"}"));
            Path file = kubeconfig(server.address(), "{token: " + token("1600000000") + "}");

            assertThatThrownBy(() -> {
                        try (Target target = new KubernetesTargetSource()
                                .open(
                                        "kubeconfig:" + file,
                                        Collecting.options(directory, Map.of(), Collecting.PATIENCE))) {
                            target.collect(Progress.silent());
                        }
                    })
                    .isInstanceOf(TargetUnavailable.class)
                    .hasMessageEndingWith(
                            "the server answers 401: Unauthorized; it does not accept a token that expired at " + ENDED
                                    + " of user 'jane': log in again, or choose another context with -Dtarget=cluster:CONTEXT");
        }
    }
}
