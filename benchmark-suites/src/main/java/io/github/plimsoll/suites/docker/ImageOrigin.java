package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.fact.docker.Image;
import io.github.plimsoll.policy.Policy;

/** Section 4: where images come from, and who vouches for them. Data shows what is certainly wrong; the rest a person knows. */
@DockerControls
public class ImageOrigin {

    private static final String LEFTOVER = "a leftover of a build, which nothing uses";

    /**
     * That an engine with the containerd store has a digest for an image does not mean that it was pulled, so that a person has to
     * say where the images of approved names really come from.
     */
    @Control(
            title = "Images come from approved registries",
            why = "An image from just anywhere brings whatever its maker put in, and runs with what its container may.",
            fix = "Pull {image} from a registry of docker.approved-registries, or add its registry there",
            severity = HIGH)
    @CisDocker("4.2")
    @Level1
    @Spoofing("S2")
    @Review("Were these images pulled from, or pushed to, the registries that their names tell?")
    void image_comes_from_approved_registry(Image image, Policy policy) {
        assumeFalse(image.isLeftover(), LEFTOVER);
        assertThat(image.vouchedNames())
                .as("names under which a registry vouches for it by digest")
                .isNotEmpty();
        assertThat(image.namesOutside(policy.texts("docker.approved-registries")))
                .as("names outside the approved registries")
                .isEmpty();
    }

    @Control(
            title = "Images are scanned, and built anew for what is mended",
            why = "An image stands still while holes in what it holds become known.",
            fix = "Build {image} anew from a current base, and have a scanner look at it in each build",
            severity = MEDIUM)
    @CisDocker("4.4")
    @Level1
    @Spoofing("S2")
    @Review("Did a scanner look at these images lately, and is everything mended that it found?")
    void image_is_scanned_and_recent(Image image, Policy policy) {
        assumeFalse(image.isLeftover(), LEFTOVER);
        assertThat(image.age()).as("age").isLessThanOrEqualTo(policy.duration("docker.max-image-age"));
    }

    /** The engine never hears of it: clients check signatures, each by its own environment and configuration. */
    @Control(
            title = "Signatures of images are checked before they run",
            why = "A tag is a name that others can move; a signature tells who built what it names.",
            fix =
                    "Verify signatures where images are deployed, with cosign or notation; up to version 28 of the docker command"
                            + " set DOCKER_CONTENT_TRUST=1 for everybody who uses it",
            severity = MEDIUM)
    @CisDocker("4.5")
    @Level2
    @Spoofing("S2")
    @Review("What checks signatures before an image runs here, for every person and job that starts one?")
    void image_signatures_are_checked(Daemon daemon) {
        assertThat(daemon.version()).as("version of the engine").isNotEmpty();
    }

    /** Attestations that came with the image are in the evidence of its contents; whether their keys are right, a person knows. */
    @Control(
            title = "Whatever is fetched into an image is checked against a digest or signature",
            why = "A download that nobody checks is whatever its server, or somebody before it, sends that day.",
            fix =
                    "Check the download in the same step of the Dockerfile of {image}: sha256sum -c, gpg --verify, ADD --checksum",
            severity = MEDIUM)
    @CisDocker("4.12")
    @Level1
    @Spoofing("S2")
    @Review("Are the signatures and digests that the builds of these images check the right ones?")
    void downloads_are_checked(Image image) {
        assertThat(image.stepsThatFetchUnchecked())
                .as("steps that fetch unchecked")
                .isEmpty();
    }

    @Control(
            title = "No build step runs what it fetches unseen",
            why =
                    "A script piped from the network into a shell is run before anybody could look at it, and differs when it likes.",
            fix = "Fetch the script to a file, check its digest, then run it; in the Dockerfile of {image}",
            severity = HIGH)
    @Spoofing("S2")
    @Tampering("T2")
    void downloads_are_not_run_unseen(Image image) {
        assertThat(image.stepsThatRunDownloads()).as("steps that run downloads").isEmpty();
    }

    @Control(
            title = "Images add no steps to the builds upon them",
            why = "A trigger runs in somebody else's build, where nobody reads it.",
            fix = "Take ONBUILD out of the Dockerfile of {image}, and write the steps where they run",
            severity = LOW)
    @Spoofing("S2")
    void image_adds_no_steps_to_builds(Image image) {
        assertThat(image.triggers()).as("triggers").isEmpty();
    }
}
