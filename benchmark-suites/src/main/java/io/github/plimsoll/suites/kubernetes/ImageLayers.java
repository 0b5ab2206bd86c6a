package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.PodImage;
import io.github.plimsoll.policy.Policy;

/**
 * Threat T2: what the layers of the images of pods hold, where archives of them were handed in ({@code kubernetes.image-archives}). It is judged
 * as on a Docker host, but for what the pod itself makes harmless.
 */
@KubernetesControls
public class ImageLayers {

    @Control(
            title = "Images of pods hold no secrets, in no layer",
            why =
                    "Each node that runs an image keeps all of its layers, and whoever may pull it has them too, with what a later one deletes.",
            fix =
                    "Make the secret invalid, build the image anew with RUN --mount=type=secret, and delete the old one from the registry.",
            severity = CRITICAL)
    @Tampering("T2")
    @InformationDisclosure("I1")
    void image_holds_no_secret(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assertThat(image.secrets(policy.texts("docker.secret-files-allowed")))
                .as("secrets")
                .isEmpty();
    }

    @Control(
            title = "No file of a pod's image runs with the rights of its owner or group",
            why =
                    "Whoever breaks into a pod that runs as an ordinary user looks first for a program that makes him root in it.",
            fix =
                    "Set allowPrivilegeEscalation: false, which takes the effect away; or RUN chmod a-s FILE in the Dockerfile, or name the file in docker.setuid-files.",
            severity = MEDIUM)
    @Tampering("T2")
    @ElevationOfPrivilege("E1")
    void files_run_with_no_rights_of_others(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assumeItGainsPowers(image);
        assertThat(image.setuidFiles(policy.texts("docker.setuid-files")))
                .as("setuid and setgid files")
                .isEmpty();
    }

    @Control(
            title = "Files of pods' images give nobody capabilities",
            why =
                    "By such a file an ordinary user of a pod gets a part of root's power that the pod itself never asked for.",
            fix =
                    "Set allowPrivilegeEscalation: false, which takes the effect away; or RUN setcap -r FILE in the Dockerfile, or name the file in docker.files-with-capabilities.",
            severity = MEDIUM)
    @Tampering("T2")
    @ElevationOfPrivilege("E1")
    void files_give_no_capabilities(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assumeItGainsPowers(image);
        assertThat(image.filesWithCapabilities(policy.texts("docker.files-with-capabilities")))
                .as("files with capabilities")
                .isEmpty();
    }

    @Control(
            title = "Nothing in a pod's image can be changed by everybody",
            why =
                    "A file that everybody may change lets one process of a pod decide what another, with more rights, does next.",
            fix =
                    "Set readOnlyRootFilesystem: true; or RUN chmod o-w PATH in the Dockerfile, or name the path in docker.world-writable-paths.",
            severity = MEDIUM)
    @Tampering("T2")
    void files_are_not_writable_by_all(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assumeFalse(
                image.container().securityContext().hasReadOnlyRootFilesystem(),
                "nobody can write to its root file system");
        assertThat(image.worldWritable(policy.texts("docker.world-writable-paths")))
                .as("paths that everybody may write to")
                .isEmpty();
    }

    @Control(
            title = "Images of pods hold no programs and leftovers that their containers do not need",
            why =
                    "Whoever gets into a pod works with what lies there: a scanner, a compiler, a shell's network client.",
            fix =
                    "Build in a stage of its own and copy only what runs; what the image does need, take out of docker.unneeded-programs.",
            severity = LOW)
    @Tampering("T2")
    @ElevationOfPrivilege("E1")
    void image_holds_nothing_unneeded(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assertThat(image.programs(policy.texts("docker.unneeded-programs")))
                .as("programs that containers do not need")
                .isEmpty();
        assertThat(image.packageCaches()).as("leftovers of package managers").isEmpty();
    }

    @Control(
            title = "Programs in images of pods are told to verify what they fetch and install",
            why =
                    "What was installed unverified may be somebody else's work, and each pod made from the image runs it.",
            fix =
                    "Take the option or setting out of the Dockerfile and the files of the image, and trust the source's key.",
            severity = HIGH)
    @Tampering("T2")
    void packages_are_verified(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assertThat(image.skippedVerifications())
                .as("verifications that are skipped")
                .isEmpty();
    }

    @Control(
            title = "Layers of pods' images hold nothing but honest files",
            why =
                    "Names that lead out of the image, links to the node's files and its devices attack whatever unpacks them.",
            fix = "Run the image nowhere; find out who built it, and with what.",
            severity = HIGH)
    @Tampering("T2")
    void layers_play_no_tricks(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assertThat(image.tricks()).as("entries that no honest builder writes").isEmpty();
    }

    @Control(
            title = "Images of pods put no links where the runtime mounts what the kernel shows",
            why =
                    "A link at /dev, /proc or /sys redirects the mounts that keep a container in, and with them the runtime's writes.",
            fix = "Run the image nowhere; build it from a base that has directories there.",
            severity = HIGH)
    @Tampering("T2")
    @ElevationOfPrivilege("E1")
    void kernel_paths_are_no_links(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assertThat(image.kernelLinks()).as("links at /dev, /proc, /sys").isEmpty();
    }

    @Control(
            title = "Root has one name in a pod's image",
            why = "A second name for uid 0 passes every check that asks for root by name, in the pod and in its logs.",
            fix = "Take the user out of /etc/passwd in the Dockerfile.",
            severity = HIGH)
    @Tampering("T2")
    @ElevationOfPrivilege("E1")
    void only_root_is_root(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assertThat(image.furtherRootUsers()).as("further users with uid 0").isEmpty();
    }

    @Control(
            title = "No user of a pod's image gets in without a password",
            why =
                    "Where nothing is asked of a user, every process of a pod can become that user, and root if it is one.",
            fix = "Add RUN passwd -l USER to the Dockerfile.",
            severity = HIGH)
    @Tampering("T2")
    @ElevationOfPrivilege("E1")
    void users_do_not_get_in_unasked(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assertThat(image.usersWithoutPassword()).as("users without a password").isEmpty();
    }

    @Control(
            title = "Images of pods load no libraries before all others",
            why =
                    "A preloaded library runs in each program of a pod, its probes and whatever is started in it to look around included.",
            fix = "Take /etc/ld.so.preload and LD_PRELOAD out of the image.",
            severity = HIGH)
    @Tampering("T2")
    void libraries_are_not_preloaded(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assertThat(image.preloads()).as("what is preloaded").isEmpty();
    }

    @Control(
            title = "Where a pod leaves it to its image, that starts as a user other than root",
            why = "What the pod does not say the image decides, and most images say root.",
            fix = "Set runAsNonRoot: true and a runAsUser, or add USER 10001 to the Dockerfile.",
            severity = MEDIUM)
    @Tampering("T2")
    @ElevationOfPrivilege("E1")
    void image_starts_as_ordinary_user(PodImage image, Policy policy) {
        leaveOut(image, policy);
        assumeTrue(image.container().securityContext().userId() < 0, "its pod says as whom it runs");
        assumeFalse(
                image.container().securityContext().isKeptFromRoot(),
                "its pod has the kubelet refuse to start it as root");
        assertThat(image.rootItStartsAs()).as("user that it starts as").isEmpty();
    }

    private static void leaveOut(PodImage image, Policy policy) {
        SystemWorkloads.leaveOut(image.container(), policy);
        assumeFalse(image.container().isForWindows(), "it is for Windows, where layers have other rules");
    }

    private static void assumeItGainsPowers(PodImage image) {
        assumeTrue(
                image.container().securityContext().allowsPrivilegeEscalation(),
                "no program in it gets to powers by its file, for it may not escalate");
    }
}
