package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.image.ImageFiles;
import io.github.plimsoll.fact.image.ImageLayer;
import io.github.plimsoll.policy.Policy;

/** What the layers of images hold, by section 4 and by the threat of images that are not what they pass for. */
@DockerControls
public class ImageContents {

    /** BusyBox is one program however many names it has, so its names do not count. */
    @Control(
            title = "Images hold no programs and leftovers that their containers do not need",
            why =
                    "Whoever gets into a container works with what lies there: a scanner, a compiler, a shell's network client.",
            fix =
                    "Install with --no-install-recommends, build in a stage of its own, and remove caches in the step that makes"
                            + " them; what {image} does need, take out of docker.unneeded-programs",
            severity = LOW)
    @CisDocker("4.3")
    @Level1
    @ElevationOfPrivilege("E1")
    void image_holds_nothing_unneeded(ImageFiles image, Policy policy) {
        assertThat(image.programs(policy.texts("docker.unneeded-programs")))
                .as("programs that containers do not need")
                .isEmpty();
        assertThat(image.packageCaches()).as("leftovers of package managers").isEmpty();
    }

    /**
     * None is allowed unless the site says so, those that distributions ship included: the benchmark asks to take the bits off or to
     * know why not, and a container that changes no passwords and mounts nothing needs none of them. To keep those of Debian 12,
     * name {@code /usr/bin/chage}, {@code chfn}, {@code chsh}, {@code expiry}, {@code gpasswd}, {@code mount}, {@code newgrp},
     * {@code passwd}, {@code su} and {@code umount} there, and {@code /usr/sbin/unix_chkpwd}.
     */
    @Control(
            title = "No file of an image runs with the rights of its owner or group",
            why =
                    "A program that runs as root whoever starts it is the shortest way from a user in a container to its root.",
            fix = "Add RUN chmod a-s FILE to the Dockerfile of {image}, or name the file in docker.setuid-files",
            severity = MEDIUM)
    @CisDocker("4.8")
    @Level2
    @ElevationOfPrivilege("E1")
    @Spoofing("S2")
    void files_run_with_no_rights_of_others(ImageFiles image, Policy policy) {
        assertThat(image.setuidFiles(policy.texts("docker.setuid-files")))
                .as("setuid and setgid files")
                .isEmpty();
    }

    /** Searched are text files, of each the first MiB; binaries only where their names say what they are. */
    @Control(
            title = "Images hold no secrets, in no layer",
            why =
                    "Whoever may pull an image may read each of its layers, what a later layer deletes included, and its history.",
            fix =
                    "Make the secret invalid, build {image} anew with RUN --mount=type=secret, and delete the old image everywhere",
            severity = CRITICAL)
    @CisDocker("4.10")
    @Level1
    @InformationDisclosure("I1")
    @Spoofing("S2")
    void image_holds_no_secret(ImageFiles image, Policy policy) {
        assertThat(image.secrets(policy.texts("docker.secret-files-allowed")))
                .as("secrets")
                .isEmpty();
    }

    @Control(
            title = "Programs in images are told to verify what they fetch and install",
            why = "Without a signature checked, whoever is on the way or on the mirror decides what gets installed.",
            fix =
                    "Take the option or setting out of the Dockerfile and the files of {image}, and trust the source's key instead",
            severity = HIGH)
    @CisDocker("4.11")
    @Level2
    @Spoofing("S2")
    @Tampering("T2")
    void packages_are_verified(ImageFiles image) {
        assertThat(image.skippedVerifications())
                .as("verifications that are skipped")
                .isEmpty();
    }

    @Control(
            title = "Images are what their digests say",
            why =
                    "A layer that digests to something else was changed after it was built, on the engine or on the way to it.",
            fix =
                    "docker rmi -f {image}, pull it anew by its digest, and find out who can write to the engine's data root",
            severity = CRITICAL)
    @Spoofing("S2")
    void image_is_what_its_digests_say(ImageFiles image) {
        assertThat(image.digestMismatches()).as("digests that do not fit").isEmpty();
    }

    @Control(
            title = "Layers hold nothing but honest files",
            why =
                    "Names that lead out of the image, links to the host's files and its devices attack whatever unpacks them.",
            fix = "Do not run {image}; find out who built it, and with what",
            severity = HIGH)
    @Spoofing("S2")
    @Tampering("T1")
    void layer_plays_no_tricks(ImageLayer layer) {
        assertThat(layer.tricks())
                .as("entries of the layer made by %s that no honest builder writes", layer.step())
                .isEmpty();
    }

    @Control(
            title = "Images put no links where the engine mounts what the kernel shows",
            why =
                    "A link at /dev, /proc or /sys redirects the mounts that keep a container in, and with them the engine's writes.",
            fix = "Do not run {image}; build it from a base that has directories there",
            severity = HIGH)
    @Spoofing("S2")
    @ElevationOfPrivilege("E1")
    void kernel_paths_are_no_links(ImageFiles image) {
        assertThat(image.kernelLinks()).as("links at /dev, /proc, /sys").isEmpty();
    }

    @Control(
            title = "Files of images give nobody capabilities",
            why = "A capability on a file is a part of root's power for every user who may run it.",
            fix =
                    "Add RUN setcap -r FILE to the Dockerfile of {image}, or name the file in docker.files-with-capabilities",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    @Spoofing("S2")
    void files_give_no_capabilities(ImageFiles image, Policy policy) {
        assertThat(image.filesWithCapabilities(policy.texts("docker.files-with-capabilities")))
                .as("files with capabilities")
                .isEmpty();
    }

    @Control(
            title = "Nothing in an image can be changed by everybody",
            why = "What any user may write to, a process without rights changes for one that has them.",
            fix =
                    "Add RUN chmod o-w PATH to the Dockerfile of {image}, or name the path in docker.world-writable-paths",
            severity = MEDIUM)
    @Tampering("T2")
    @Spoofing("S2")
    void files_are_not_writable_by_all(ImageFiles image, Policy policy) {
        assertThat(image.worldWritable(policy.texts("docker.world-writable-paths")))
                .as("paths that everybody may write to")
                .isEmpty();
    }

    @Control(
            title = "Root has one name in an image",
            why = "A second name for uid 0 is root for whoever knows it, and is looked for by nobody.",
            fix = "Take the user out of /etc/passwd in the Dockerfile of {image}",
            severity = HIGH)
    @Spoofing("S2")
    @ElevationOfPrivilege("E2")
    void only_root_is_root(ImageFiles image) {
        assertThat(image.furtherRootUsers()).as("further users with uid 0").isEmpty();
    }

    @Control(
            title = "No user of an image gets in without a password",
            why = "Where su and login ask for nothing, every process can be every such user.",
            fix = "Add RUN passwd -l USER to the Dockerfile of {image}",
            severity = HIGH)
    @Spoofing("S2")
    @ElevationOfPrivilege("E2")
    void users_do_not_get_in_unasked(ImageFiles image) {
        assertThat(image.usersWithoutPassword()).as("users without a password").isEmpty();
    }

    @Control(
            title = "Images load no libraries before all others",
            why = "A preloaded library sits in every program of a container and can show each of them what it likes.",
            fix = "Take /etc/ld.so.preload and LD_PRELOAD out of {image}",
            severity = HIGH)
    @Spoofing("S2")
    @Tampering("T2")
    void libraries_are_not_preloaded(ImageFiles image) {
        assertThat(image.preloads()).as("what is preloaded").isEmpty();
    }

    /** Which user a container then runs as is judged for each container; here it is what the image leads to. */
    @Control(
            title = "Images start as a user other than root",
            why = "Whoever starts a container seldom names a user, so what the image says is what runs.",
            fix = "Add USER 10001 to the Dockerfile of {image}",
            severity = MEDIUM)
    @ElevationOfPrivilege("E2")
    void image_starts_as_ordinary_user(ImageFiles image) {
        assertThat(image.startsAsRoot()).as("starts as root").isFalse();
    }
}
