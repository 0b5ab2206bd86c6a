package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** An API server is believed only if an authority that the kubeconfig trusts vouches for its address. */
@Timeout(60)
class TlsTests {

    private static final GeneralName HERE = new GeneralName(GeneralName.iPAddress, "127.0.0.1");

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    @TempDir
    Path directory;

    private Snapshot collect(String server, Path authority) throws IOException {
        Path file =
                Files.writeString(directory.resolve("kubeconfig"), """
                current-context: test
                clusters: [{name: here, cluster: {server: '%s', certificate-authority: '%s'}}]
                contexts: [{name: test, context: {cluster: here}}]
                """.formatted(server, authority.resolve("ca.pem")));
        try (Target target = new KubernetesTargetSource()
                .open("kubeconfig:" + file, Collecting.options(directory, Map.of(), Collecting.PATIENCE))) {
            return target.collect(Progress.silent());
        }
    }

    @Test
    void a_certificate_of_a_trusted_authority_for_the_address() throws IOException {
        TestAuthority authority = new TestAuthority();
        try (FakeApiServer server = FakeApiServer.withTls(authority.server(HERE))) {
            Snapshot snapshot = collect(server.address(), authority.trustedIn(directory));

            assertThat(snapshot.header().endpoint()).startsWith("https://127.0.0.1:");
            assertThat(snapshot.header().warnings()).isEmpty();
        }
    }

    @Test
    void a_certificate_of_another_authority() throws IOException {
        try (FakeApiServer server = FakeApiServer.withTls(new TestAuthority().server(HERE))) {
            Path other = new TestAuthority().trustedIn(directory);

            assertThatThrownBy(() -> collect(server.address(), other))
                    .isInstanceOf(TargetUnavailable.class)
                    .hasMessageContaining(
                            "was not issued by an authority that the kubeconfig trusts; put the authority that"
                                    + " issued it into certificate-authority-data");
            assertThat(server.requests()).isEmpty();
        }
    }

    /** Whoever is trusted by Java, and so by whatever else runs on it, has no say about the cluster. */
    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void a_certificate_of_an_authority_that_java_trusts_and_the_kubeconfig_does_not_name() throws Exception {
        TestAuthority known = new TestAuthority();
        Path store = directory.resolve("cacerts");
        KeyStore trusted = KeyStore.getInstance("JKS");
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(known.trustedIn(directory).resolve("ca.pem"))) {
            trusted.setCertificateEntry(
                    "known", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        try (OutputStream out = Files.newOutputStream(store)) {
            trusted.store(out, "changeit".toCharArray());
        }
        Path named = new TestAuthority().trustedIn(Files.createDirectory(directory.resolve("named")));
        String before = System.getProperty(TRUST_STORE);
        System.setProperty(TRUST_STORE, store.toString());
        try (FakeApiServer server = FakeApiServer.withTls(known.server(HERE))) {
            assertThatThrownBy(() -> collect(server.address(), named))
                    .isInstanceOf(TargetUnavailable.class)
                    .hasMessageContaining("was not issued by an authority that the kubeconfig trusts");
            assertThat(server.requests()).isEmpty();
        } finally {
            if (before == null) {
                System.clearProperty(TRUST_STORE);
            } else {
                System.setProperty(TRUST_STORE, before);
            }
        }
    }

    @Test
    void an_authority_that_is_none() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Files.writeString(empty.resolve("ca.pem"), "");

        assertThatThrownBy(() -> collect("https://127.0.0.1:6443", empty))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("there is no certificate of an authority; mend the kubeconfig");
    }

    @Test
    void a_certificate_for_another_address() throws IOException {
        TestAuthority authority = new TestAuthority();
        try (FakeApiServer server =
                FakeApiServer.withTls(authority.server(new GeneralName(GeneralName.iPAddress, "127.0.0.2")))) {
            Path trusted = authority.trustedIn(directory);

            assertThatThrownBy(() -> collect(server.address(), trusted))
                    .isInstanceOf(TargetUnavailable.class)
                    .hasMessageContaining("the server's certificate is for another name");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_server_that_speaks_no_tls() throws IOException {
        Path trusted = new TestAuthority().trustedIn(directory);
        try (FakeApiServer server = FakeApiServer.start()) {
            server.speaksPlainly();

            assertThatThrownBy(() -> collect(server.address().replace("http:", "https:"), trusted))
                    .isInstanceOf(TargetUnavailable.class)
                    .hasMessageContaining("what answers does not speak TLS");
        }
    }

    @Test
    void nobody_there() throws IOException {
        Path trusted = new TestAuthority().trustedIn(directory);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThatThrownBy(() -> collect("https://127.0.0.1:" + port, trusted))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("connection refused; nothing listens there");
        assertThatThrownBy(() -> collect("https://no-such-host.invalid:6443", trusted))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("the host name is not known");
    }
}
