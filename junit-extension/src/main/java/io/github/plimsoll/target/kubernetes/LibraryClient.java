package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.github.plimsoll.target.Authorities;
import io.github.plimsoll.target.ClientCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The client library, so that nothing is written. Requests go through what it has below its typed client, which is made for whoever asks
 * for it: it loads a class for each kind that there is, some hundred more than an audit needs.
 */
final class LibraryClient implements AutoCloseable {

    private final Config config;
    private final Consumer<HttpClient.Builder> settings;
    private final HttpClient http;
    private @Nullable KubernetesClient typed;

    private LibraryClient(Config config, Consumer<HttpClient.Builder> settings) {
        this.config = config;
        this.settings = settings;
        HttpClient.Builder builder = HttpClientUtils.getHttpClientFactory().newBuilder(config);
        settings.accept(builder);
        this.http = builder.build();
    }

    /** @throws IOException if the certificate or the key of the user, or the authority of the server, cannot be used */
    static LibraryClient of(Config config, ReadOnly readOnly) throws IOException, GeneralSecurityException {
        boolean showsCertificate = isThere(config.getClientCertData(), config.getClientCertFile())
                && isThere(config.getClientKeyData(), config.getClientKeyFile());
        KeyManager[] keys = showsCertificate
                ? ClientCertificate.keyManagers(
                        pem(config.getClientCertData(), config.getClientCertFile()),
                        pem(config.getClientKeyData(), config.getClientKeyFile()))
                : SSLUtils.keyManagers(config);
        TrustManager[] authorities = isThere(config.getCaCertData(), config.getCaCertFile())
                ? Authorities.of(pem(config.getCaCertData(), config.getCaCertFile()))
                : SSLUtils.trustManagers(config);
        Config bare = new ConfigBuilder(config)
                .withCaCertData(null)
                .withCaCertFile(null)
                .withClientCertData(null)
                .withClientCertFile(null)
                .withClientKeyData(null)
                .withClientKeyFile(null)
                .build();
        return new LibraryClient(
                bare, http -> http.addOrReplaceInterceptor("plimsoll", readOnly).sslContext(keys, authorities));
    }

    HttpClient http() {
        return http;
    }

    /** One and the same each time, for controls that ask for more than an audit collects. */
    synchronized KubernetesClient typed() {
        if (typed == null) {
            typed = new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientBuilderConsumer(settings)
                    .build();
        }
        return typed;
    }

    @Override
    public synchronized void close() {
        http.close();
        if (typed != null) {
            typed.close();
        }
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
