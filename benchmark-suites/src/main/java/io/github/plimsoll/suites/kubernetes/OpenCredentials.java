package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.fact.kubernetes.AnnotatedObject;
import io.github.plimsoll.fact.kubernetes.ConfigMap;
import io.github.plimsoll.fact.kubernetes.PodContainer;
import io.github.plimsoll.fact.kubernetes.Secret;
import io.github.plimsoll.fact.kubernetes.Workload;

/** Threat I1: secrets that stand where they are shown to many. None of them is shown here either. */
@KubernetesControls
public class OpenCredentials {

    @Control(
            title = "No secret stands in a container's variables or command line",
            why =
                    "Whoever may look at a pod sees them, and so does every process beside it; they end up in logs, backups and repositories.",
            fix = "Put it into a Secret, mount that as a file, and replace what was shown.",
            severity = HIGH)
    @InformationDisclosure("I1")
    void settings_hold_no_secret(PodContainer container) {
        assertThat(container.openSecrets()).as("secrets in the open").isEmpty();
    }

    @Control(
            title = "No secret stands in the annotations of a workload",
            why = "Annotations are copied into logs, metrics and inventories by programs that take them for harmless.",
            fix = "Take it out, and replace what was shown.",
            severity = HIGH)
    @InformationDisclosure("I1")
    void annotations_hold_no_secret(Workload workload) {
        assertThat(workload.secretsInAnnotations()).as("secrets in annotations").isEmpty();
    }

    @Control(
            title = "No secret stands in the annotations of other objects",
            why = "Annotations are shown to whoever may list objects, and read by every controller that watches them.",
            fix = "Take it out, and replace what was shown.",
            severity = HIGH)
    @InformationDisclosure("I1")
    void object_annotations_hold_no_secret(AnnotatedObject object) {
        assertThat(object.secretsInAnnotations()).as("secrets in annotations").isEmpty();
    }

    @Control(
            title = "ConfigMaps hold no secrets",
            why =
                    "ConfigMaps are not encrypted where they are stored, and may be read by whoever may read anything in their namespace.",
            fix = "Move it to a Secret, and replace what was shown.",
            severity = HIGH)
    @InformationDisclosure("I1")
    void config_maps_hold_no_secret(ConfigMap map) {
        assertThat(map.openSecrets()).as("entries that hold a secret").isEmpty();
    }

    @Control(
            title = "Secrets are not repeated in an annotation",
            why =
                    "What kubectl apply remembers of a Secret is the whole of it, in an annotation that is printed with the metadata.",
            fix =
                    "kubectl -n NAMESPACE annotate secret NAME kubectl.kubernetes.io/last-applied-configuration-; use kubectl create, or apply --server-side.",
            severity = MEDIUM)
    @InformationDisclosure("I1")
    void secrets_are_not_repeated(Secret secret) {
        assertThat(secret.type()).as("type").isNotEmpty();
        assertThat(secret.isCopiedIntoAnnotation())
                .as("repeated in an annotation")
                .isFalse();
    }
}
