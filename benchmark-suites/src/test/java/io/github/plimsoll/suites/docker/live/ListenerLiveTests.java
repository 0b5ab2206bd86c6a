package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.docker.live.LiveAuthority.Wish;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real daemon answers a stranger is found out, each fault by the control for it and by no other. */
@Tag("live")
@Timeout(120)
class ListenerLiveTests {

    private static final Path PUBLIC_AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");

    private static final List<String> ALL = List.of(
            "api_is_not_served_in_plain_http",
            "api_refuses_clients_without_certificate",
            "api_refuses_foreign_client_certificates",
            "client_authority_is_not_public",
            "api_speaks_current_tls_only",
            "api_agrees_to_strong_ciphers_only",
            "api_certificate_is_valid",
            "api_certificate_is_strong",
            "api_certificate_names_its_host",
            "api_certificate_is_issued_for_a_server");

    private final LiveAuthority authority = new LiveAuthority();

    @TempDir
    private Path directory;

    @Test
    void no_network_address() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.startReachable(directory, "{}")) {
            assertShown(daemon, all(NOT_APPLICABLE));
        }
    }

    @Test
    void plain_tcp() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.startReachable(
                directory, "{}", "--host", "tcp://127.0.0.1:" + HostPorts.free(), "--tls=false")) {
            Map<String, Verdict> expected = all(NOT_APPLICABLE);
            expected.put("api_is_not_served_in_plain_http", VIOLATED);
            assertShown(daemon, expected);
        }
    }

    @Test
    void mutual_tls() throws Exception {
        assertFoundBy(Wish.sound(), "--tlsverify");
    }

    @Test
    void tls_without_client_check() throws Exception {
        assertFoundBy(
                Wish.sound(),
                "--tlsverify=false",
                "api_refuses_clients_without_certificate",
                "api_refuses_foreign_client_certificates");
    }

    @Test
    void expired() throws Exception {
        assertFoundBy(Wish.sound().ends(Duration.ofDays(-1)), "--tlsverify", "api_certificate_is_valid");
    }

    @Test
    void soon_to_expire() throws Exception {
        assertFoundBy(Wish.sound().ends(Duration.ofDays(20)), "--tlsverify", "api_certificate_is_valid");
    }

    @Test
    void self_signed() throws Exception {
        assertFoundBy(Wish.sound().signingItself(), "--tlsverify", "api_certificate_is_issued_for_a_server");
    }

    @Test
    void wrong_name() throws Exception {
        assertFoundBy(Wish.sound().named("engine.example"), "--tlsverify", "api_certificate_names_its_host");
    }

    @Test
    void short_key() throws Exception {
        assertFoundBy(Wish.sound().bits(1024), "--tlsverify", "api_certificate_is_strong");
    }

    /** No daemon speaks anything so old any more; what passes its API on may. */
    @Test
    void tls_1_0_and_a_broken_cipher() throws Exception {
        authority.serverIn(directory, Wish.sound());
        try (ScratchDaemon daemon = ScratchDaemon.startReachable(directory, "{}");
                OldRelay relay = OldRelay.to(daemon, directory)) {
            Map<String, Verdict> expected = all(COMPLIANT);
            for (String control : List.of(
                    "api_refuses_clients_without_certificate",
                    "api_refuses_foreign_client_certificates",
                    "api_speaks_current_tls_only",
                    "api_agrees_to_strong_ciphers_only")) {
                expected.put(control, VIOLATED);
            }
            assertShown(daemon, expected);
            assertThat(LiveAudit.of(daemon.address()).attacks())
                    .containsExactly("the engine's API: 127.0.0.1:" + relay.port()
                            + " lets in clients without a certificate: whoever speaks to the engine owns this host");
        }
    }

    @Test
    void public_client_authority() throws Exception {
        Assumptions.assumeTrue(Files.exists(PUBLIC_AUTHORITIES), "no " + PUBLIC_AUTHORITIES);
        authority.serverIn(directory, Wish.sound());
        Files.copy(PUBLIC_AUTHORITIES, directory.resolve("ca.pem"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertFoundBy("--tlsverify", "client_authority_is_not_public");
    }

    /** Whoever is on loopback here at that port is somebody else, and must not be taken for the daemon. */
    @Test
    void in_another_network_namespace() throws Exception {
        try (ScratchDaemon daemon =
                ScratchDaemon.start(directory, "{}", "--host", "tcp://0.0.0.0:" + HostPorts.free(), "--tls=false")) {
            assertShown(daemon, all(INCONCLUSIVE));
        }
    }

    private void assertFoundBy(Wish wish, String verification, String... controls) throws Exception {
        authority.serverIn(directory, wish);
        assertFoundBy(verification, controls);
    }

    /** All controls hold but those. */
    private void assertFoundBy(String verification, String... controls) throws Exception {
        Map<String, Verdict> expected = all(COMPLIANT);
        for (String control : controls) {
            expected.put(control, VIOLATED);
        }
        List<String> arguments = new ArrayList<>(List.of("--host", "tcp://127.0.0.1:" + HostPorts.free()));
        arguments.addAll(LiveAuthority.arguments(directory, verification));
        try (ScratchDaemon daemon = ScratchDaemon.startReachable(directory, "{}", arguments.toArray(String[]::new))) {
            assertShown(daemon, expected);
        }
    }

    private static void assertShown(ScratchDaemon daemon, Map<String, Verdict> expected) {
        LiveAudit audit = LiveAudit.of(daemon.address());
        Map<String, Verdict> seen = audit.verdicts();
        seen.keySet().retainAll(ALL);
        assertThat(seen).isEqualTo(expected);
        expected.forEach((control, verdict) -> audit.saw(verdict, "docker/" + control));
    }

    private static Map<String, Verdict> all(Verdict verdict) {
        Map<String, Verdict> all = new TreeMap<>();
        ALL.forEach(control -> all.put(control, verdict));
        return all;
    }
}
