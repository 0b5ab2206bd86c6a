package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plimsoll.suites.kubernetes.live.PlantedNodes.Told;
import java.util.ArrayList;
import java.util.List;

/** The planted workloads on a real cluster, in a namespace that admits everything, and hardened ones in another. */
final class PlantedPods {

    private PlantedPods() {}

    static void plant(KubernetesClient client) throws InterruptedException {
        harmless(client);
        createNamespace(client, PlantedWorkloads.NAMESPACE, "privileged");
        for (PlantedWorkloads plant : PlantedWorkloads.all()) {
            create(client, plant.manifest());
        }
    }

    /** The hardened ones alone. */
    static void harmless(KubernetesClient client) throws InterruptedException {
        remove(client);
        createNamespace(client, PlantedWorkloads.HARDENED, "restricted");
        create(client, PlantedWorkloads.hardened("sound", ", automountServiceAccountToken: false"));
        create(client, PlantedWorkloads.hardened("with-token", ""));
        NodeHand.await("the scheduler", () -> scheduled(client) >= 4);
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
        client.load(NodeHand.stream(manifest)).create();
    }

    static void remove(KubernetesClient client) {
        PlantedNamespaces.remove(client, List.of(PlantedWorkloads.NAMESPACE, PlantedWorkloads.HARDENED));
    }

    /** What is told of the hardened ones, by each control that finds a fault in a planted one. */
    static List<Told> sound() {
        List<Told> sound = new ArrayList<>();
        String subject = "deployment/" + PlantedWorkloads.HARDENED + "/sound";
        PlantedWorkloads.allExpected()
                .forEach((planted, controls) -> controls.forEach(control ->
                        sound.add(new Told(control, planted.contains(" › ") ? subject + " › app" : subject))));
        return sound.stream().distinct().toList();
    }
}
