package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plimsoll.suites.kubernetes.live.PlantedNodes.State;
import io.github.plimsoll.suites.kubernetes.live.PlantedNodes.Told;
import java.io.File;
import java.util.Set;

/**
 * Plants on the cluster at {@code PLIMSOLL_TEST_KUBECONFIG} for audits from the command line: {@code plant} prints a line for each
 * fault, the control that must find it and its subject; {@code harmless} makes of each its sound counterpart, and prints those that
 * must hold; {@code remove} takes everything away and gives the nodes back as they were.
 */
final class PlantCluster {

    /** Lines that the benchmark of newer clusters does without, so that an audit there does not judge them. */
    private static final Set<String> OF_OLDER_BENCHMARKS =
            Set.of("adds_no_capabilities", "kubelet_talks_with_known_addresses_only");

    private final KubernetesClient client;
    private final PlantedNodes nodes;

    private PlantCluster(KubernetesClient client, NodeHand hand) {
        this.client = client;
        this.nodes = new PlantedNodes(client, hand);
    }

    public static void main(String[] arguments) throws InterruptedException {
        String kubeconfig = System.getenv("PLIMSOLL_TEST_KUBECONFIG");
        String image = System.getenv("PLIMSOLL_TEST_PROBE_IMAGE");
        try (KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                        .build();
                NodeHand hand = new NodeHand(client, image)) {
            PlantCluster cluster = new PlantCluster(client, hand);
            String command = String.join(" ", arguments);
            switch (command) {
                case "plant" -> cluster.plant();
                case "harmless" -> cluster.harmless();
                case "remove" -> cluster.remove();
                default -> throw new IllegalArgumentException("plant, harmless or remove, not '" + command + "'");
            }
        }
    }

    private void plant() throws InterruptedException {
        PlantedObjects.plant(client);
        PlantedPods.plant(client);
        nodes.bring(State.PLANTED);
        nodes.told(State.PLANTED).forEach(PlantCluster::print);
        PlantedObjects.TOLD.forEach(PlantCluster::print);
        PlantedObjects.TOLD_OF_GRANTS.forEach(PlantCluster::print);
        PlantedWorkloads.allExpected()
                .forEach((subject, controls) -> controls.forEach(control -> print(new Told(control, subject))));
    }

    private void harmless() throws InterruptedException {
        nodes.bring(State.SOUND); // first, for no namespace goes for good while one that goes still admits pods
        PlantedObjects.harmless(client);
        PlantedPods.harmless(client);
        nodes.told(State.SOUND).forEach(PlantCluster::print);
        PlantedObjects.TOLD.forEach(PlantCluster::print);
        PlantedPods.sound().forEach(PlantCluster::print);
    }

    private void remove() throws InterruptedException {
        nodes.bring(State.STOCK);
        PlantedObjects.remove(client);
        PlantedPods.remove(client);
    }

    private static void print(Told told) {
        if (!OF_OLDER_BENCHMARKS.contains(told.control())) {
            System.out.println(told.control() + "\t" + told.subject());
        }
    }
}
