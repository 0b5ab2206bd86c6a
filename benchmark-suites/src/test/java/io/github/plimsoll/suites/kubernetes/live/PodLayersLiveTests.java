package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.kubernetes.ImageLayers;
import io.github.plimsoll.suites.kubernetes.ImageSources;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Images that a real runtime runs, judged by their archives: as they were saved, and as the node writes them out again, which has the manifest
 * that the node made.
 */
@Tag("live")
@Timeout(600)
class PodLayersLiveTests {

    private static final String NAMESPACE = "plim-layers";

    /** What each node is told, as root. */
    private static final String IMPORT = "echo %s | base64 -d | ctr -n k8s.io images import -";

    private static final String IMPORT_WITH_DIGEST =
            "echo %s | base64 -d | ctr -n k8s.io images import --digests --base-name "
                    + PlantedImages.MOVED.replaceFirst(":1$", "") + " -";

    private static final String EXPORT = "ctr -n k8s.io images export /run/plim-layers.tar " + PlantedImages.FAULTY
            + "; base64 /run/plim-layers.tar; rm /run/plim-layers.tar";

    private static final String MOVE =
            "ctr -n k8s.io images tag --force " + PlantedImages.SOUND + " " + PlantedImages.MOVED;

    /** By all names, those included that the runtime gave them. */
    private static final String FORGET = "ctr -n k8s.io images ls"
            + " | awk '{n[NR]=$1; d[NR]=$3} /plim-layers-/{w[$3]=1} END{for (i in n) if (d[i] in w) print n[i]}'"
            + " | xargs -r ctr -n k8s.io images rm";

    private static final String ASKED = "runs_what_it_asks_for";

    private static @Nullable KubernetesClient client;
    private static @Nullable LiveFindings saved;
    private static @Nullable LiveFindings exported;
    private static @Nullable LiveFindings moved;

    @BeforeAll
    static void load_run_and_judge(@TempDir Path directory) throws InterruptedException, IOException {
        String kubeconfig = PlantedFile.kubeconfig();
        String image = System.getenv().getOrDefault("PLIMSOLL_TEST_PROBE_IMAGE", "");
        Assumptions.assumeFalse(image.isEmpty(), "live tests need a cluster: PLIMSOLL_TEST_PROBE_IMAGE is not set");
        KubernetesClient connected = PlantedFile.client(kubeconfig);
        client = connected;
        Path archives = Files.createDirectory(directory.resolve("saved"));
        Path exports = Files.createDirectory(directory.resolve("exported"));
        try (NodeHand hand = new NodeHand(connected, image)) {
            try {
                load(connected, hand, archives);
                plant(connected);
                NodeHand.await("the node to tell of the image", () -> knows(connected, PlantedImages.MOVED));
                saved = judged(kubeconfig, archives);
                Files.write(
                        exports.resolve("faulty.tar"), Base64.getMimeDecoder().decode(hand.run(hand.worker(), EXPORT)));
                exported = judged(kubeconfig, exports);
                onEachNode(connected, hand, MOVE);
                NodeHand.await(
                        "the node to tell of the name that was moved", () -> !knows(connected, PlantedImages.MOVED));
                moved = judged(kubeconfig, exports);
            } finally {
                onEachNode(connected, hand, FORGET);
            }
        }
    }

    private static void load(KubernetesClient client, NodeHand hand, Path archives) throws IOException {
        String architecture = client.nodes()
                .list()
                .getItems()
                .get(0)
                .getStatus()
                .getNodeInfo()
                .getArchitecture();
        int number = 0;
        for (byte[] archive : PlantedImages.archives(architecture)) {
            Files.write(archives.resolve("image" + number++ + ".tar"), archive);
            onEachNode(client, hand, IMPORT.formatted(Base64.getEncoder().encodeToString(archive)));
        }
        // With a digest as a name, as whatever is pulled from a registry has.
        onEachNode(
                client,
                hand,
                IMPORT_WITH_DIGEST.formatted(Base64.getEncoder().encodeToString(PlantedImages.another(architecture))));
    }

    private static void onEachNode(KubernetesClient client, NodeHand hand, String script) {
        client.nodes()
                .list()
                .getItems()
                .forEach(node -> hand.run(node.getMetadata().getName(), script));
    }

    private static void plant(KubernetesClient client) throws InterruptedException {
        PlantedNamespaces.remove(client, List.of(NAMESPACE));
        client.load(NodeHand.stream("{apiVersion: v1, kind: Namespace, metadata: {name: " + NAMESPACE + "}}"))
                .create();
        Map<String, String> pods = Map.of(
                "faulty", PlantedImages.FAULTY,
                "linked", PlantedImages.LINKED,
                "moved", PlantedImages.MOVED,
                "sound", PlantedImages.SOUND);
        pods.forEach((name, image) -> client.load(NodeHand.stream("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: %s, namespace: %s}
                        spec:
                          automountServiceAccountToken: false
                          containers: [{name: app, image: '%s', imagePullPolicy: Never}]
                        """.formatted(name, NAMESPACE, image)))
                .create());
        NodeHand.await("the pods", () -> runs(client, "faulty") && runs(client, "moved") && runs(client, "sound"));
    }

    private static boolean runs(KubernetesClient client, String name) {
        Pod pod = client.pods().inNamespace(NAMESPACE).withName(name).get();
        return pod != null && Objects.equals(pod.getStatus().getPhase(), "Running");
    }

    /** Whether the node that runs the pod tells of its image by a name. */
    private static boolean knows(KubernetesClient client, String name) {
        Pod pod = client.pods().inNamespace(NAMESPACE).withName("moved").get();
        String id = pod.getStatus().getContainerStatuses().get(0).getImageID();
        return client.nodes().withName(pod.getSpec().getNodeName()).get().getStatus().getImages().stream()
                .map(image -> Objects.requireNonNullElse(image.getNames(), List.<String>of()))
                .filter(names -> names.contains(id))
                .anyMatch(names -> names.contains(name));
    }

    private static LiveFindings judged(String kubeconfig, Path archives) {
        TargetOptions options =
                TargetOptions.ofThisMachine().withPolicy(Map.of("kubernetes.image-archives", archives.toString()));
        try (Target target = Targets.open("kubeconfig:" + kubeconfig, options)) {
            return LiveFindings.of(target.collect(Progress.silent()), List.of(ImageLayers.class, ImageSources.class));
        }
    }

    @AfterAll
    static void remove_what_was_planted() {
        if (client != null) {
            PlantedNamespaces.remove(client, List.of(NAMESPACE));
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image_holds_no_secret",
                "files_run_with_no_rights_of_others",
                "files_give_no_capabilities",
                "files_are_not_writable_by_all",
                "image_holds_nothing_unneeded",
                "packages_are_verified",
                "layers_play_no_tricks",
                "only_root_is_root",
                "users_do_not_get_in_unasked",
                "libraries_are_not_preloaded",
                "image_starts_as_ordinary_user"
            })
    void each_fault_is_found_and_nothing_in_a_sound_image(String control) {
        for (LiveFindings findings : List.of(Objects.requireNonNull(saved), Objects.requireNonNull(exported))) {
            findings.show(control, "pod/plim-layers/faulty › app › image", Verdict.VIOLATED);
            assertThat(findings.of(control, "pod/plim-layers/faulty › app › image")
                            .state())
                    .isEqualTo("running");
        }
        Objects.requireNonNull(saved).show(control, "pod/plim-layers/sound › app › image", Verdict.COMPLIANT);
    }

    @Test
    void a_link_where_the_kernel_shows_is_found_though_no_runtime_starts_it() {
        LiveFindings findings = Objects.requireNonNull(saved);
        findings.show("kernel_paths_are_no_links", "pod/plim-layers/linked › app › image", Verdict.VIOLATED);
        findings.show("kernel_paths_are_no_links", "pod/plim-layers/sound › app › image", Verdict.COMPLIANT);
    }

    @Test
    void a_name_that_was_moved_on_the_node_is_told_from_one_that_was_not() {
        String subject = "pod/plim-layers/moved › app";
        Objects.requireNonNull(exported).show(ASKED, subject, Verdict.COMPLIANT);
        Objects.requireNonNull(moved).show(ASKED, subject, Verdict.VIOLATED);
    }

    @Test
    void what_was_not_handed_in_is_not_known() {
        assertThat(Objects.requireNonNull(exported)
                        .of("image_holds_no_secret", "pod/plim-layers/sound › app › image")
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }
}
