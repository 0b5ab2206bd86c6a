package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real cluster with so many pods that are nobody's but the benchmark's, which removes them when it is done; none of them runs. */
final class CrowdedCluster implements AutoCloseable {

    private static final String NAMESPACE = "plimsoll-benchmark";
    private static final String SECRETS = "/api/v1/secrets";

    private final KubernetesClient client;

    /** @param pods how many there are to be, with those of others */
    CrowdedCluster(String kubeconfig, int pods) {
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build();
        try {
            remove();
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(NAMESPACE)
                            .endMetadata()
                            .build())
                    .create();
            // No pod is admitted before the account that it runs as is there.
            client.serviceAccounts()
                    .inNamespace(NAMESPACE)
                    .withName("default")
                    .waitUntilCondition(Objects::nonNull, 30, TimeUnit.SECONDS);
            int there = client.pods().inAnyNamespace().list().getItems().size();
            for (int i = there; i < pods; i++) {
                client.resource(pod("crowd-" + i)).create();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A pod for which no scheduler looks for a node. */
    private static Pod pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withSchedulerName("nobody")
                .addNewContainer()
                .withName("app")
                .withImage("example.com/app:1")
                .endContainer()
                .endSpec()
                .build();
    }

    /**
     * What one {@code curl} process is told to fetch: those documents, as pages of 500, of secrets no more than what they are called.
     *
     * @param directory where credentials are put for it, which nobody else may read
     */
    Path requests(Set<String> keys, Path directory) throws IOException {
        Config config = client.getConfiguration();
        String options = "cacert = \"" + file(directory, "ca.crt", config.getCaCertData()) + "\"\n"
                + "cert = \"" + file(directory, "client.crt", config.getClientCertData()) + "\"\n"
                + "key = \"" + file(directory, "client.key", config.getClientKeyData()) + "\"\n";
        String server = config.getMasterUrl().replaceFirst("/$", "");
        String all = keys.stream()
                .filter(key -> key.startsWith("/") && !key.equals(SECRETS))
                .map(key -> url(server, key))
                .collect(Collectors.joining());
        return Files.writeString(
                directory.resolve("requests"),
                options + all + "next\n" + options
                        + "header = \"Accept: application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1\"\n"
                        + url(server, SECRETS));
    }

    private static String url(String server, String key) {
        return "url = \"" + server + key + (key.endsWith("/configz") ? "" : "?limit=500") + "\"\noutput = /dev/null\n";
    }

    private static Path file(Path directory, String name, String base64) throws IOException {
        return Files.writeString(
                directory.resolve(name), new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII));
    }

    private void remove() {
        client.pods().inNamespace(NAMESPACE).withGracePeriod(0).delete();
        client.namespaces().withName(NAMESPACE).delete();
        client.namespaces().withName(NAMESPACE).waitUntilCondition(Objects::isNull, 90, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            remove();
        } finally {
            client.close();
        }
    }
}
