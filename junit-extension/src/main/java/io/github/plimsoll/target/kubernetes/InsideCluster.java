package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
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
        // The kubelet renews it.
        TokenFile file = new TokenFile(account.resolve("token"));
        String token = file.token();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port)
                .withCaCertFile(account.resolve("ca.crt").toString())
                .withOauthTokenProvider(file.renewed())
                .build();
        return new Connection(
                config,
                "",
                Jwt.claims(token).path("sub").asText(""),
                "the token of the pod's service account" + Login.expiry(token),
                "this is a pod of it",
                List.of());
    }
}
