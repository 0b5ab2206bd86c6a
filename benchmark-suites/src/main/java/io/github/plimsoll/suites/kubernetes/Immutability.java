package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.ConfigMap;
import io.github.plimsoll.fact.kubernetes.ManagedObject;
import io.github.plimsoll.fact.kubernetes.PodContainer;
import io.github.plimsoll.policy.Policy;

/** What nobody needs to change once it runs, and nobody should be able to. */
@KubernetesControls
public class Immutability {

    @Control(
            title = "Containers of pods cannot write to their own image",
            why =
                    "Whoever gets into a container can otherwise exchange its programs and leave his own, which then run as if they belonged there.",
            fix =
                    "Set securityContext.readOnlyRootFilesystem: true, and mount an emptyDir where the program has to write.",
            severity = LOW)
    @Tampering({"T1", "T2"})
    void root_filesystem_is_read_only(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assumeFalse(container.isForWindows(), "Windows knows no such thing");
        assertThat(container.securityContext().hasReadOnlyRootFilesystem())
                .as("read-only root file system")
                .isTrue();
    }

    /** Of other ConfigMaps only people know whether they are meant to be changed in place. */
    @Control(
            title = "ConfigMaps that are named by a digest of their contents are immutable",
            why =
                    "A new version gets a new name, so a change in place can only be a mistake or a manipulation, and it reaches pods that run.",
            fix = "Set immutable: true; with Kustomize by generatorOptions.immutable.",
            severity = LOW)
    @Tampering("T1")
    void config_maps_by_digest_are_immutable(ConfigMap map) {
        assumeTrue(map.isNamedByDigest(), "its name says nothing of its contents, so it may be meant to change");
        assertThat(map.isImmutable()).as("immutable").isTrue();
    }

    /** Several may be named: what Argo CD renders of a Helm chart says that it is Helm's too. */
    @Control(
            title = "Objects are changed by those only who say that they manage them",
            why =
                    "What somebody changed past the tool that keeps it was reviewed by nobody, and stays until the tool puts it right, if it does.",
            fix =
                    "Make the change where the object is kept, and have the tool apply it; kubernetes.object-managers names who else may change objects.",
            severity = LOW)
    @Tampering("T1")
    void objects_are_changed_by_their_managers(ManagedObject object, Policy policy) {
        assertThat(object.foreignManagers(policy.texts("kubernetes.object-managers")))
                .as("others who set fields of it")
                .isEmpty();
    }
}
