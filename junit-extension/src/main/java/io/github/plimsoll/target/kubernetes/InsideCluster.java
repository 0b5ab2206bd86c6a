package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The cluster that this program runs in a pod of, as the pod's service account. */
final class InsideCluster {

    private final Map<String, String> environment;
    private final Path account;

    /** @param account where the token of the service account is mounted */
    InsideCluster(Map<String, String> environment, Path account) {
        this.environment = environment;
        this.account = account;
    }

    static InsideCluster ofThisMachine(Map<String, String> environment) {
        return new InsideCluster(environment, Path.of("/var/run/secrets/kubernetes.io/serviceaccount"));
    }

    boolean isHere() {
        return environment.containsKey("KUBERNETES_SERVICE_HOST") && Files.exists(account.resolve("token"));
    }

    Connection connection() {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port)
                .withCaCertFile(account.resolve("ca.crt").toString())
                .withOauthTokenProvider(renewed())
                .build();
        return new Connection(
                config, "", subject(), "the token of the pod's service account", "this is a pod of it", List.of());
    }

    /** The kubelet puts a new token into the file before the old one ends. */
    private OAuthTokenProvider renewed() {
        return () -> {
            try {
                return Files.readString(account.resolve("token")).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("the token of the service account cannot be read", e);
            }
        };
    }

    private String subject() {
        try {
            String[] parts = Files.readString(account.resolve("token")).strip().split("\\.");
            return parts.length < 2
                    ? ""
                    : new ObjectMapper()
                            .readTree(Base64.getUrlDecoder().decode(parts[1]))
                            .path("sub")
                            .asText("");
        } catch (IOException | IllegalArgumentException e) {
            throw new TargetUnavailable(
                    "the token " + account.resolve("token") + " cannot be read: " + Failures.describe(e));
        }
    }
}
