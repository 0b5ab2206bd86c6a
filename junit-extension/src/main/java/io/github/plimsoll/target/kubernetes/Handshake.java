package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.github.plimsoll.target.Authorities;
import io.github.plimsoll.target.ClientCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Both sides of a connection in TLS: the certificate by which a user logs in, if there is one, and who vouches for servers. */
final class Handshake {

    /** The library has null for no certificate, as Java has it. */
    private final KeyManager @Nullable [] keys;

    private final TrustManager @Nullable [] authorities;

    private Handshake(KeyManager @Nullable [] keys, TrustManager @Nullable [] authorities) {
        this.keys = keys;
        this.authorities = authorities;
    }

    /** @throws IOException if the certificate or the key of the user, or the authority of the server, cannot be used */
    static Handshake of(Config config) throws IOException, GeneralSecurityException {
        return new Handshake(
                showsCertificate(config)
                        ? ClientCertificate.keyManagers(
                                pem(config.getClientCertData(), config.getClientCertFile()),
                                pem(config.getClientKeyData(), config.getClientKeyFile()))
                        : SSLUtils.keyManagers(config),
                namesAuthority(config)
                        ? Authorities.of(pem(config.getCaCertData(), config.getCaCertFile()))
                        : SSLUtils.trustManagers(config));
    }

    /** Whether it is said who vouches; otherwise whoever Java trusts does. */
    static boolean namesAuthority(Config config) {
        return isThere(config.getCaCertData(), config.getCaCertFile());
    }

    static boolean showsCertificate(Config config) {
        return isThere(config.getClientCertData(), config.getClientCertFile())
                && isThere(config.getClientKeyData(), config.getClientKeyFile());
    }

    /** For a client of the library. */
    void use(HttpClient.Builder http) {
        http.sslContext(keys, authorities);
    }

    /** For any other. */
    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, authorities, null);
        return context;
    }

    private static boolean isThere(@Nullable String data, @Nullable String file) {
        return data != null || file != null;
    }

    /** What stands in a kubeconfig counts before the file that it names. */
    private static String pem(@Nullable String data, @Nullable String file) throws IOException {
        byte[] pem = data == null
                ? Files.readAllBytes(Path.of(String.valueOf(file)))
                : Base64.getMimeDecoder().decode(data);
        // Remarks beside what counts may be written in anything.
        return new String(pem, StandardCharsets.ISO_8859_1);
    }
}
