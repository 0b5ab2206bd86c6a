package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom a real daemon lets in over TCP is told as that daemon warns of it in its own log. */
@Tag("live")
@Timeout(120)
class TlsLiveTests {

    private static final String CONTROL = "tcp_endpoints_demand_mutual_tls";
    private static final String WARNING = "Binding to IP address without --tlsverify is insecure";

    @TempDir
    private Path directory;

    @Test
    void tls_alone_verifies() throws Exception {
        assertThat(verdict(true, "{}", "--tls", ca(), certificate(), key())).isEqualTo(COMPLIANT);
    }

    @Test
    void verification_switched_off() throws Exception {
        assertThat(verdict(false, "{}", "--tlsverify=false", ca(), certificate(), key()))
                .isEqualTo(VIOLATED);
    }

    @Test
    void verification_switched_off_behind_the_flag() throws Exception {
        assertThat(verdict(false, "{\"tlsverify\": false}", "--tls", ca(), certificate(), key()))
                .isEqualTo(VIOLATED);
    }

    @Test
    void tls_in_the_file_verifies() throws Exception {
        String file = "{\"tls\": true, \"tlscacert\": \"%1$s\", \"tlscert\": \"%1$s\", \"tlskey\": \"%2$s\"}"
                .formatted(directory.resolve("cert.pem"), directory.resolve("key.pem"));
        assertThat(verdict(true, file)).isEqualTo(COMPLIANT);
    }

    /** The daemon verifies, but against every authority that its host trusts. */
    @Test
    void authority_stands_where_it_is_not_looked_for() throws Exception {
        String file = "{\"tlsverify\": true, \"tlscert\": \"%s\", \"tlskey\": \"%s\"}"
                .formatted(directory.resolve("cert.pem"), directory.resolve("key.pem"));
        assertThat(verdict(true, file, ca())).isEqualTo(VIOLATED);
    }

    private Verdict verdict(boolean verifies, String file, String... arguments) throws Exception {
        makeCertificate();
        List<String> all = new ArrayList<>(List.of("--host", "tcp://127.0.0.1:2376"));
        all.addAll(List.of(arguments));
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, file, all.toArray(String[]::new))) {
            LiveAudit audit = LiveAudit.of(daemon.address());
            Verdict verdict = Objects.requireNonNull(audit.verdicts().get(CONTROL));
            assertThat(Files.readString(directory.resolve("log")).contains(WARNING))
                    .as("the daemon warns that it verifies nobody")
                    .isNotEqualTo(verifies);
            audit.shows(verdict, List.of(CONTROL));
            return verdict;
        }
    }

    private void makeCertificate() throws IOException, InterruptedException {
        Assumptions.assumeTrue(ScratchDaemon.isOnPath("openssl"), "no openssl on the PATH to make certificates with");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "1",
                        "-subj",
                        "/CN=localhost",
                        "-keyout",
                        "key.pem",
                        "-out",
                        "cert.pem")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("openssl.log").toFile())
                .start();
        assertThat(openssl.waitFor()).as("openssl makes a certificate").isZero();
    }

    private String ca() {
        return "--tlscacert=" + directory.resolve("cert.pem");
    }

    private String certificate() {
        return "--tlscert=" + directory.resolve("cert.pem");
    }

    private String key() {
        return "--tlskey=" + directory.resolve("key.pem");
    }
}
