package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.fact.docker.ManagedPlugin;
import io.github.plimsoll.policy.Policy;

/** Threat T1 beyond the benchmark: who else decides how the engine runs. */
@DockerControls
public class EngineTampering {

    @Control(
            title = "Plugins have no power over the host, or are trusted by name",
            why =
                    "A plugin runs beside the daemon for every container, and most ask for the powers of the host when installed.",
            fix = "docker plugin disable {plugin}, or add it to the policy's docker.trusted-plugins",
            severity = HIGH)
    @Tampering("T1")
    @ElevationOfPrivilege("E1")
    void plugins_are_trusted(ManagedPlugin plugin, Policy policy) {
        if (!policy.texts("docker.trusted-plugins").contains(plugin.installedAs())) {
            assertThat(plugin.powersOverHost()).as("power over the host").isEmpty();
        }
    }

    @Control(
            title = "Containers are started by known runtimes",
            why =
                    "The runtime is run by root for every container, before any restriction holds: whoever adds one has a way to run programs as root.",
            fix =
                    "Take the runtime out of \"runtimes\" in daemon.json, or add it to the policy's docker.known-runtimes",
            severity = HIGH)
    @Tampering("T1")
    void runtimes_are_known(Daemon daemon, Policy policy) {
        assertThat(daemon.runtimesBeyond(policy.texts("docker.known-runtimes")))
                .as("runtimes that are unknown, or lie outside the system's directories")
                .isEmpty();
    }

    /** Engines since 28 have no such setting any more. */
    @Control(
            title = "The API is closed to web pages",
            why = "With the header, a page in anybody's browser can speak to the API that this browser can reach.",
            fix = "Take \"api-cors-header\" out of daemon.json or the command line and restart the daemon",
            severity = HIGH)
    @Tampering("T1")
    @InformationDisclosure("I1")
    void api_is_closed_to_web_pages(Daemon daemon) {
        assertThat(daemon.openToWebPages())
                .as("origins that may speak to the API")
                .isEmpty();
    }
}
