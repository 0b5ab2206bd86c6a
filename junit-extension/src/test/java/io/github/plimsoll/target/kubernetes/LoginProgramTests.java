package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.TestAuthority;
import io.github.plimsoll.target.TestAuthority.Wish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that log in for a kubeconfig. */
@Timeout(60)
class LoginProgramTests {

    private static final String ENDED = "2020-09-13T12:26:40Z";

    @TempDir
    Path directory;

    private String command = "./login";
    private String arguments = "[]";
    private Duration patience = Collecting.PATIENCE;

    @BeforeEach
    void it_hands_out_a_token() throws IOException {
        handsOut("'token': 'h4nded'");
    }

    /** @param status of the credential, with single quotes for double ones */
    private void handsOut(String status) throws IOException {
        Files.writeString(
                directory.resolve("credential.json"),
                ("{'apiVersion': 'client.authentication.k8s.io/v1', 'kind': 'ExecCredential', 'status': {" + status
                                + "}}")
                        .replace('\'', '"'));
        does("cat credential.json");
    }

    private void does(String script) throws IOException {
        Path program =
                Files.writeString(directory.resolve("login"), "#!/bin/sh\ncd '" + directory + "'\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private Path kubeconfig(String server) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                current-context: live
                clusters: [{name: live, cluster: {server: '%s'}}]
                contexts: [{name: live, context: {cluster: live, user: jane}}]
                users:
                  - name: jane
                    user:
                      exec:
                        apiVersion: client.authentication.k8s.io/v1
                        interactiveMode: Never
                        command: '%s'
                        args: %s
                        env: [{name: PROFILE, value: shop}]
                """.formatted(server, command, arguments));
    }

    private Connection connection() throws IOException {
        return new ConnectionResolver(
                        Collecting.options(directory, Map.of("PATH", "/usr/bin:/bin", "HOME", "/home/jane"), patience),
                        new InsideCluster(Map.of(), directory.resolve("account")))
                .resolve("kubeconfig:" + kubeconfig("https://live.example.com:6443"));
    }

    /** What is told of a program that hands out nothing. */
    private String failure() {
        String message = String.valueOf(
                assertThrows(TargetUnavailable.class, this::connection).getMessage());
        assertThat(message)
                .startsWith("the program `" + directory.resolve("login")
                        + "`, by which the user 'jane' of the context 'live' logs in, ")
                .endsWith("; run it by hand to see why");
        return message.substring(message.indexOf("logs in, ") + 9, message.lastIndexOf("; run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s/login", "./login", "sub/../login"})
    void its_token_is_taken(String command) throws IOException {
        this.command = command.formatted(directory);

        Connection connection = connection();

        assertThat(connection.login()).isEqualTo("what `%s` hands out", directory.resolve("login"));
        assertThat(connection.config().getAutoOAuthToken()).isEqualTo("h4nded");
    }

    @Test
    void it_is_told_in_which_version_to_answer_and_what_the_kubeconfig_has_for_it() throws IOException {
        does("echo \"$KUBERNETES_EXEC_INFO $PROFILE $HOME\" >asked; cat credential.json");

        connection();

        assertThat(directory.resolve("asked"))
                .hasContent("{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\","
                        + "\"spec\":{\"interactive\":false}} shop /home/jane");
    }

    @Test
    void no_shell_reads_its_arguments() throws IOException {
        does("printf '%s.' \"$@\" >arguments; cat credential.json");
        arguments = "['a b', '$(touch made)', '; touch made', '\"', 7]";

        connection();

        assertThat(directory.resolve("arguments")).hasContent("a b.$(touch made).; touch made.\".7.");
        assertThat(directory.resolve("made")).doesNotExist();
    }

    @Test
    void one_that_hands_out_nothing_is_named_with_why() throws IOException {
        does("echo log in first >&2; exit 3");
        assertThat(failure()).isEqualTo("ended with status 3");
        does("cat credential.json; exit 1");
        assertThat(failure()).isEqualTo("ended with status 1");
        does("echo token: h4nded");
        assertThat(failure()).isEqualTo("did not answer with JSON");
        does("true");
        assertThat(failure()).isEqualTo("did not answer with an ExecCredential of client.authentication.k8s.io/v1");
        does("sed s/v1/v1beta1/ credential.json");
        assertThat(failure()).isEqualTo("did not answer with an ExecCredential of client.authentication.k8s.io/v1");
        does("head -c 2000000 /dev/zero");
        assertThat(failure()).isEqualTo("answered too much, or broke off");
        handsOut("'clientKeyData': 'alone'");
        assertThat(failure()).isEqualTo("handed out no credentials");
        Files.delete(directory.resolve("login"));
        assertThat(failure()).isEqualTo("cannot be started");
    }

    @Test
    void one_that_never_ends_is_ended_with_what_it_started() throws IOException {
        patience = Collecting.IMPATIENCE;
        does("sleep 300 & echo $! >child; wait");

        assertThat(failure()).isEqualTo("did not end in time");

        long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void one_that_waits_for_somebody_to_type_gets_the_end_of_the_input() throws IOException {
        does("read password; cat credential.json");

        assertThat(connection().config().getAutoOAuthToken()).isEqualTo("h4nded");
    }

    @Test
    void its_credentials_say_themselves_when_they_ended() throws IOException {
        handsOut("'token': '" + token("1600000000") + "'");
        assertThat(connection().login()).endsWith("` hands out, a token that expired at " + ENDED);
        handsOut("'token': '" + token("32503680000") + "'");
        assertThat(connection().login()).endsWith("` hands out");

        new TestAuthority().clientIn(directory, Wish.sound().valid(Duration.ofDays(-9), Duration.ofDays(-2)));
        handsOut(certificate());
        assertThat(connection().login()).contains("` hands out, a client certificate that expired at 20");
        new TestAuthority().clientIn(directory);
        handsOut(certificate());
        assertThat(connection().login()).endsWith("` hands out");
        assertThat(connection().config().getClientKeyData()).isNotEmpty();
    }

    @Test
    void it_says_when_credentials_ended_that_do_not_say_so() throws IOException {
        handsOut("'token': 'opaque', 'expirationTimestamp': '" + ENDED + "'");
        assertThat(connection().login()).endsWith("` hands out, a token that expired at " + ENDED);
        handsOut("'token': 'opaque', 'expirationTimestamp': '2020-09-13T14:26:40+02:00'");
        assertThat(connection().login()).endsWith("` hands out, a token that expired at " + ENDED);
        handsOut("'token': '" + token("32503680000") + "', 'expirationTimestamp': '" + ENDED + "'");
        assertThat(connection().login()).endsWith("` hands out, a token that expired at " + ENDED);
        for (String end : new String[] {"3000-01-01T00:00:00Z", "soon", ""}) {
            handsOut("'token': 'opaque', 'expirationTimestamp': '" + end + "'");
            assertThat(connection().login()).endsWith("` hands out");
        }
        new TestAuthority().clientIn(directory);
        handsOut(certificate() + ", 'expirationTimestamp': '" + ENDED + "'");
        assertThat(connection().login()).endsWith("` hands out, a client certificate that expired at " + ENDED);
    }

    @Test
    void it_is_run_again_once_its_token_has_ended() throws IOException, InterruptedException {
        endsSoonAndThen("cat late.json");
        Files.writeString(directory.resolve("late.json"), credential("token-2", "2020-01-01T00:00:00Z"));
        try (FakeApiServer server = FakeApiServer.start()) {
            Snapshot snapshot = collectedLate(server);

            assertThat(snapshot.document(KubernetesDocuments.PODS).isReadable()).isTrue();
            assertThat(server.headers("Authorization")).containsExactlyInAnyOrder("Bearer token-1", "Bearer token-2");
        }
        assertThat(directory.resolve("runs"))
                .as("of what is over already none is asked for anew")
                .hasContent("run\nrun");
    }

    @Test
    void one_that_fails_later_on_is_told_for_each_document_and_not_run_for_each()
            throws IOException, InterruptedException {
        endsSoonAndThen("exit 3");
        try (FakeApiServer server = FakeApiServer.start()) {
            Snapshot snapshot = collectedLate(server);

            assertThat(snapshot.document(KubernetesDocuments.PODS).reason())
                    .contains("the program `" + directory.resolve("login") + "` ended with status 3");
        }
        assertThat(directory.resolve("runs")).hasContent("run\nrun");
    }

    private void endsSoonAndThen(String script) throws IOException {
        does("echo run >>runs; if [ -e taken ]; then %s; else touch taken; cat soon.json; fi".formatted(script));
        Files.writeString(
                directory.resolve("soon.json"),
                credential("token-1", Instant.now().plusSeconds(3).toString()));
    }

    private static String credential(String token, String end) {
        return """
                {"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential",
                 "status": {"token": "%s", "expirationTimestamp": "%s"}}
                """.formatted(token, end);
    }

    private Snapshot collectedLate(FakeApiServer server) throws IOException, InterruptedException {
        try (Target target = new KubernetesTargetSource()
                .open(
                        "kubeconfig:" + kubeconfig(server.address()),
                        Collecting.options(directory, Map.of("PATH", "/usr/bin:/bin"), patience))) {
            Thread.sleep(3100);
            return target.collect(Progress.silent());
        }
    }

    private String certificate() throws IOException {
        String certificate = Files.readString(directory.resolve("cert.pem")).replace("\n", "\\n");
        String key = Files.readString(directory.resolve("key.pem")).replace("\n", "\\n");
        return "'clientCertificateData': '" + certificate + "', 'clientKeyData': '" + key + "'";
    }

    private static String token(String end) {
        String claims = "{\"sub\": \"jane\", \"exp\": " + end + "}";
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}
