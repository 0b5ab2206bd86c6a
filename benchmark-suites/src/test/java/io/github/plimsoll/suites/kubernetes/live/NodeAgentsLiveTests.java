package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.kubernetes.ImageSources;
import io.github.plimsoll.suites.kubernetes.PodNetwork;
import io.github.plimsoll.suites.kubernetes.RecordKeeping;
import io.github.plimsoll.target.Targets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What runs on every node, told by its name and image: agents by the names of those that are known, which first cannot be pulled and
 * then run; and an image of one name that is another on each node.
 */
@Tag("live")
@Timeout(600)
class NodeAgentsLiveTests {

    private static final String NAMESPACE = "plim-agents";
    private static final String SHIPPER = "docker.io/fluent/fluent-bit:plim";
    private static final String MOVED = "plimsoll.invalid/moved:1";

    private static final String TAG = "ctr -n k8s.io images tag --force %s %s";
    private static final String BUSYBOX = "$(ctr -n k8s.io images ls -q | grep -m 1 localhost/busybox:)";
    private static final String PAUSE = "$(ctr -n k8s.io images ls -q | grep -m 1 /pause:)";
    private static final String FORGET = "ctr -n k8s.io images rm " + SHIPPER + " " + MOVED;

    private static @Nullable KubernetesClient client;
    private static @Nullable LiveFindings waiting;
    private static @Nullable LiveFindings running;

    @BeforeAll
    static void run_and_judge() throws InterruptedException {
        String kubeconfig = PlantedFile.kubeconfig();
        String image = System.getenv().getOrDefault("PLIMSOLL_TEST_PROBE_IMAGE", "");
        Assumptions.assumeFalse(image.isEmpty(), "live tests need a cluster: PLIMSOLL_TEST_PROBE_IMAGE is not set");
        KubernetesClient connected = PlantedFile.client(kubeconfig);
        client = connected;
        PlantedNamespaces.remove(connected, List.of(NAMESPACE));
        try (NodeHand hand = new NodeHand(connected, image)) {
            List<String> nodes = List.of(hand.controlPlane(), hand.worker());
            try {
                connected
                        .load(NodeHand.stream("{apiVersion: v1, kind: Namespace, metadata: {name: " + NAMESPACE + "}}"))
                        .create();
                daemons(connected, "fluent-bit", SHIPPER);
                daemons(connected, "cilium", SHIPPER);
                NodeHand.await("pods that have no image", () -> pods(connected).size() == 4);
                waiting = judged(kubeconfig);
                nodes.forEach(node -> hand.run(node, TAG.formatted(BUSYBOX, SHIPPER)));
                hand.run(hand.controlPlane(), TAG.formatted(PAUSE, MOVED));
                hand.run(hand.worker(), TAG.formatted(BUSYBOX, MOVED));
                nodes.forEach(node -> pod(connected, node));
                // Others try again only a while later.
                connected
                        .pods()
                        .inNamespace(NAMESPACE)
                        .withLabel("agent")
                        .withGracePeriod(0)
                        .delete();
                NodeHand.await(
                        "the agents and pods",
                        () -> pods(connected).stream()
                                        .filter(pod -> pod.getStatus().getContainerStatuses().stream()
                                                .anyMatch(status ->
                                                        !status.getImageID().isEmpty()
                                                                && (Objects.equals(status.getReady(), true)
                                                                        || status.getName()
                                                                                .equals("moved"))))
                                        .count()
                                == 6);
                NodeHand.await(
                        "what counts the agents",
                        () -> connected.apps().daemonSets().inNamespace(NAMESPACE).list().getItems().stream()
                                        .filter(set -> set.getStatus().getNumberReady() == 2)
                                        .count()
                                == 2);
                running = judged(kubeconfig);
            } finally {
                nodes.forEach(node -> hand.run(node, FORGET));
            }
        }
    }

    private static List<Pod> pods(KubernetesClient client) {
        return client.pods().inNamespace(NAMESPACE).list().getItems();
    }

    private static void daemons(KubernetesClient client, String name, String image) {
        client.load(NodeHand.stream("""
                        apiVersion: apps/v1
                        kind: DaemonSet
                        metadata: {name: %1$s, namespace: %2$s}
                        spec:
                          selector: {matchLabels: {agent: %1$s}}
                          template:
                            metadata: {labels: {agent: %1$s}}
                            spec:
                              automountServiceAccountToken: false
                              terminationGracePeriodSeconds: 0
                              containers: [{name: agent, image: '%3$s', imagePullPolicy: Never, command: [sleep, '3600']}]
                        """.formatted(name, NAMESPACE, image))).create();
    }

    private static void pod(KubernetesClient client, String node) {
        client.load(NodeHand.stream("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: moved-%1$s, namespace: %2$s}
                        spec:
                          nodeName: %1$s
                          automountServiceAccountToken: false
                          terminationGracePeriodSeconds: 0
                          containers: [{name: moved, image: '%3$s', imagePullPolicy: Never}]
                        """.formatted(node, NAMESPACE, MOVED))).create();
    }

    private static LiveFindings judged(String kubeconfig) {
        return LiveFindings.of(
                Targets.snapshot("kubeconfig:" + kubeconfig),
                List.of(RecordKeeping.class, PodNetwork.class, ImageSources.class));
    }

    @AfterAll
    static void remove_what_was_planted() {
        if (client != null) {
            PlantedNamespaces.remove(client, List.of(NAMESPACE));
            client.close();
        }
    }

    @Test
    void an_agent_sends_logs_away_once_it_runs() {
        Objects.requireNonNull(waiting).show("logs_leave_their_node", "cluster", Verdict.VIOLATED);
        Objects.requireNonNull(running).show("logs_leave_their_node", "cluster", Verdict.COMPLIANT);
    }

    @Test
    void a_network_plugin_enforces_policies_once_it_runs() {
        Objects.requireNonNull(waiting).show("network_policies_are_enforced", "cluster", Verdict.VIOLATED);
        Objects.requireNonNull(running).show("network_policies_are_enforced", "cluster", Verdict.COMPLIANT);
    }

    @Test
    void one_name_for_two_images_is_found() {
        String control = "same_image_runs_everywhere";
        for (String node : List.of("control-plane", "worker-1")) {
            Objects.requireNonNull(running)
                    .show(control, "pod/" + NAMESPACE + "/moved-" + node + " › moved", Verdict.VIOLATED);
        }
        Objects.requireNonNull(running)
                .show(control, "daemonset/" + NAMESPACE + "/fluent-bit › agent", Verdict.COMPLIANT);
    }
}
