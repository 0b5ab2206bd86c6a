package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.PodContainer;
import io.github.plimsoll.policy.Policy;

/** Threat T2: where the images of pods come from, and whether they are what was asked for. */
@KubernetesControls
public class ImageSources {

    @Control(
            title = "Images of pods come from approved registries",
            why = "An image from just anywhere brings whatever its maker put in, and runs with what its pod may.",
            fix = "Pull the image from a registry of kubernetes.approved-registries, or add its registry there.",
            severity = MEDIUM)
    @Tampering("T2")
    void image_is_from_an_approved_registry(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assertThat(container.isImageFrom(policy.texts("kubernetes.approved-registries")))
                .as(container.image() + " is from an approved registry")
                .isTrue();
    }

    @Control(
            title = "Images of pods have a tag that stands for a version",
            why = "What latest is changes with every push: nobody knows what runs, or can go back to what ran.",
            fix = "Name a version, or better a digest: image: app@sha256:...",
            severity = MEDIUM)
    @Tampering("T2")
    void image_has_a_version(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        if (!container.isPinned()) {
            assertThat(container.imageTag())
                    .as("tag of an image without a digest")
                    .isNotEqualTo("latest");
        }
    }

    @Control(
            title = "Images of pods are pinned by digest",
            why = "A tag is moved by whoever may write to the registry; a digest can be only one image.",
            fix = "Write image: app:1.2@sha256:... and have a program raise it with each release.",
            severity = LOW)
    @Tampering("T2")
    void image_is_pinned(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assertThat(container.isPinned()).as(container.image() + " has a digest").isTrue();
    }

    @Control(
            title = "Pods that ask for the same image run the same",
            why =
                    "Two images under one tag mean that it was moved: some pods run what nobody has tested, or what somebody slipped in.",
            fix = "kubectl rollout restart what runs the older one, and pin the image by its digest.",
            severity = MEDIUM)
    @Tampering("T2")
    void same_image_runs_everywhere(PodContainer container) {
        assumeFalse(container.runningImages().isEmpty(), "no image of it runs");
        assertThat(container.runningImages())
                .as("images that run as " + container.image())
                .hasSize(1);
    }

    /** A runtime that knows an image by no digest, as one that was put onto its node by hand, tells nothing to compare. */
    @Control(
            title = "Pods run the image that stands for the name they ask for",
            why =
                    "Where the name stands for another image on the node by now, what runs is not what anybody sees who looks the name up.",
            fix =
                    "kubectl rollout restart the workload, and pin the image by its digest; if nobody moved the tag, find out who did.",
            severity = MEDIUM)
    @Tampering("T2")
    void runs_what_it_asks_for(PodContainer container) {
        assumeTrue(container.runsWhatARegistryKnows(), "no image of it runs that has a digest of a registry");
        assertThat(container.runsUnderOtherNames())
                .as("images that run as " + container.image() + " and have other names")
                .isEmpty();
    }

    @Control(
            title = "Only who may pull an image runs it",
            why =
                    "An image that lies on a node runs for every pod there that names it, without the registry being asked for rights or for what is new.",
            fix = "Set imagePullPolicy: Always, or switch the plug-in AlwaysPullImages on.",
            severity = LOW)
    @Tampering("T2")
    void image_is_asked_for_each_time(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assumeFalse(container.isForDebugging(), "it was put in to debug a pod that runs");
        assertThat(container.pullsAlways())
                .as("the registry is asked each time it is started")
                .isTrue();
    }

    @Control(
            title = "Something besides the node's kernel holds containers of pods",
            why =
                    "Root in a usual container is root to the kernel of the node, and one flaw of the kernel away from it.",
            fix = "Set hostUsers: false, or a runtimeClassName whose handler is one of kubernetes.sandboxes.",
            severity = LOW)
    @ElevationOfPrivilege("E1")
    void has_a_barrier_of_its_own(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assumeFalse(container.isForWindows(), "it is for Windows");
        if (!container.hasUserNamespace()) {
            assertThat(container.isSandboxed(policy.texts("kubernetes.sandboxes")))
                    .as("a container without users of its own runs in a sandbox")
                    .isTrue();
        }
    }
}
