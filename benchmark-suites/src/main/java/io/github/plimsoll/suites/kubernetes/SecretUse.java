package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.Cluster;
import io.github.plimsoll.fact.kubernetes.PodContainer;

/** Sections 5.4 and 5.5: how secrets reach pods, and whether images are vouched for. */
@KubernetesControls
public class SecretUse {

    @Control(
            title = "Secrets reach containers as files and not as variables",
            why =
                    "Variables are passed on to every child, end up in crash reports, and are printed by the first debug page.",
            fix = "Mount the secret as a volume and read it from the file.",
            severity = LOW)
    @CisKubernetes("5.4.1")
    @Level2
    @InformationDisclosure("I1")
    void has_no_secret_in_variables(PodContainer container) {
        assertThat(container.variablesFromSecrets())
                .as("variables that are filled from secrets")
                .isEmpty();
    }

    @Control(
            title = "Secrets come from a store outside of the cluster",
            why = "Whoever reads the cluster's database or its backups has the secrets that are kept there.",
            fix =
                    "Keep secrets in an external store and fetch them by the Secrets Store CSI driver or External Secrets.",
            severity = LOW)
    @CisKubernetes("5.4.2")
    @Level2
    @InformationDisclosure("I1")
    @Review("Do the secrets that matter come from a store outside of the cluster?")
    void secrets_come_from_outside(Cluster cluster) {
        assertThat(cluster.externalSecrets()).isNotNull();
    }

    @Control(
            title = "Only images that somebody vouches for are admitted",
            why = "Without a check of signatures whoever can write to a registry runs code in the cluster.",
            fix =
                    "Verify images at admission, for example by a Kyverno policy with verifyImages or by Sigstore's policy controller.",
            severity = MEDIUM)
    @CisKubernetes("5.5.1")
    @Level2
    @Tampering("T2")
    void images_are_vouched_for(Cluster cluster) {
        assertThat(cluster.imageVerifiers())
                .as("what verifies images at admission")
                .isNotEmpty();
    }
}
