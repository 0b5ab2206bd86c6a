package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The planted workloads on a real cluster, in a namespace that admits everything, and hardened ones in another. */
final class PlantedPods {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private PlantedPods() {}

    static void plant(KubernetesClient client) throws InterruptedException {
        remove(client);
        createNamespace(client, PlantedWorkloads.HARDENED, "restricted");
        create(client, PlantedWorkloads.hardened("sound", ", automountServiceAccountToken: false"));
        create(client, PlantedWorkloads.hardened("with-token", ""));
        awaitScheduler(client);
        createNamespace(client, PlantedWorkloads.NAMESPACE, "privileged");
        for (PlantedWorkloads plant : PlantedWorkloads.all()) {
            create(client, plant.manifest());
        }
    }

    private static void awaitScheduler(KubernetesClient client) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (scheduled(client) < 4) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("waited in vain for the scheduler");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** Pods that the scheduler has found a node for, and so have all that a cluster fills in. */
    private static long scheduled(KubernetesClient client) {
        return client.pods().inNamespace(PlantedWorkloads.HARDENED).list().getItems().stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .count();
    }

    private static void createNamespace(KubernetesClient client, String name, String standard) {
        create(
                client,
                "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {pod-security.kubernetes.io/enforce: %s}}}"
                        .formatted(name, standard));
    }

    private static void create(KubernetesClient client, String manifest) {
        client.load(new ByteArrayInputStream(("---\n" + manifest).getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    static void remove(KubernetesClient client) {
        for (String name : List.of(PlantedWorkloads.NAMESPACE, PlantedWorkloads.HARDENED)) {
            client.pods().inNamespace(name).withGracePeriod(0).delete();
            client.namespaces().withName(name).delete();
        }
        for (String name : List.of(PlantedWorkloads.NAMESPACE, PlantedWorkloads.HARDENED)) {
            client.namespaces().withName(name).waitUntilCondition(Objects::isNull, 90, TimeUnit.SECONDS);
        }
    }
}
