package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.fact.kubernetes.PodContainer;

/** Powers that pods and their containers ask for. */
@KubernetesControls
public class PodPrivileges {

    @Control(
            title = "Pods run no privileged container",
            why =
                    "A privileged container has every capability and device of its node, so whoever takes it over has the node.",
            fix = "Remove securityContext.privileged and grant the single capability or device that is needed",
            severity = HIGH)
    @CisKubernetes("5.2.2")
    @Level1
    @ElevationOfPrivilege("E1")
    void is_not_privileged(PodContainer container) {
        assertThat(container.isPrivileged()).as("privileged").isFalse();
    }
}
