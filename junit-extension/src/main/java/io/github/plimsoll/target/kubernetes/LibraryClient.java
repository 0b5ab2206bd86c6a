package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.function.Consumer;
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
        Handshake handshake = Handshake.of(config);
        Config bare = new ConfigBuilder(config)
                .withCaCertData(null)
                .withCaCertFile(null)
                .withClientCertData(null)
                .withClientCertFile(null)
                .withClientKeyData(null)
                .withClientKeyFile(null)
                .build();
        return new LibraryClient(bare, http -> {
            http.addOrReplaceInterceptor("plimsoll", readOnly);
            handshake.use(http);
        });
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
}
