package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.github.plimsoll.target.ClientCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes clients of the client library that write nothing. */
final class LibraryClient {

    private LibraryClient() {}

    /** @throws IOException if the certificate or the key of the user cannot be used */
    static KubernetesClient of(Config config, ReadOnly readOnly) throws IOException, GeneralSecurityException {
        KubernetesClientBuilder builder = new KubernetesClientBuilder();
        if (!hasCertificate(config)) {
            return builder.withConfig(config)
                    .withHttpClientBuilderConsumer(http -> readingOnly(http, readOnly))
                    .build();
        }
        KeyManager[] keys = ClientCertificate.keyManagers(
                pem(config.getClientCertData(), config.getClientCertFile()),
                pem(config.getClientKeyData(), config.getClientKeyFile()));
        TrustManager[] authorities = SSLUtils.trustManagers(config);
        return builder.withConfig(new ConfigBuilder(config)
                        .withClientCertData(null)
                        .withClientCertFile(null)
                        .withClientKeyData(null)
                        .withClientKeyFile(null)
                        .build())
                .withHttpClientBuilderConsumer(
                        http -> readingOnly(http, readOnly).sslContext(keys, authorities))
                .build();
    }

    private static HttpClient.Builder readingOnly(HttpClient.Builder http, ReadOnly readOnly) {
        return http.addOrReplaceInterceptor("plimsoll", readOnly);
    }

    private static boolean hasCertificate(Config config) {
        return (config.getClientCertData() != null || config.getClientCertFile() != null)
                && (config.getClientKeyData() != null || config.getClientKeyFile() != null);
    }

    /** What stands in a kubeconfig counts before the file that it names. */
    private static String pem(@Nullable String data, @Nullable String file) throws IOException {
        if (data != null) {
            return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.US_ASCII);
        }
        return Files.readString(Path.of(String.valueOf(file)), StandardCharsets.US_ASCII);
    }
}
