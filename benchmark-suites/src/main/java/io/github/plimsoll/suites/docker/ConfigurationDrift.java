package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.WrittenSettings;
import java.util.List;
import java.util.Optional;

/** How the daemon runs, against how its configuration says it runs. */
@DockerControls
public class ConfigurationDrift {

    @Control(
            title = "The daemon runs with what its configuration file says",
            why =
                    "A protection that was written down and never loaded is believed to be there; one that was taken out by hand comes to light at the next start only.",
            fix =
                    "Restart the daemon, or take back the change that somebody made; systemctl reload docker does for the settings that can be reloaded.",
            severity = MEDIUM)
    @Tampering({"T1", "T2"})
    void configuration_is_in_force(WrittenSettings settings) {
        assumeTrue(settings.haveFile(), "there is no configuration file");
        assertThat(settings.differences()).as("settings that differ").isEmpty();
    }

    @Control(
            title = "The daemon was started with the command line that its unit has now",
            why =
                    "A changed unit shows its effect when nobody expects it, at the next start; a daemon started otherwise shows that somebody did.",
            fix = "systemctl daemon-reload and systemctl restart docker, or take back the change.",
            severity = MEDIUM)
    @Tampering({"T1", "T2"})
    void daemon_was_started_by_its_unit_as_it_is(WrittenSettings settings) {
        Optional<List<String>> unit = settings.commandOfUnit();
        assumeTrue(unit.isPresent(), "no unit started the daemon, or one did by a script");
        assertThat(settings.command()).as("command line of the daemon").isEqualTo(unit.orElseThrow());
    }

    @Control(
            title = "Each key of the configuration file is known and stands there once",
            why =
                    "Of a key that stands twice the daemon takes the last, which a reader overlooks; on an unknown one it does not start again.",
            fix = "Take the key out, and check with dockerd --validate --config-file FILE.",
            severity = LOW)
    @Tampering("T1")
    void configuration_file_says_what_it_seems_to(WrittenSettings settings) {
        assumeTrue(settings.haveFile(), "there is no configuration file");
        assertThat(settings.keysTwice()).as("keys that stand there twice").isEmpty();
        assertThat(settings.unknownKeys()).as("keys that no daemon knows").isEmpty();
    }
}
