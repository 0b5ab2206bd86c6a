package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.fact.docker.LogDestination;

/** Section 2: how the daemon stores, logs and survives. */
@DockerControls
public class DaemonOperation {

    @Control(
            title = "The daemon logs at level info",
            why =
                    "Less leaves out what an investigation needs; debug floods the log, writes down requests and opens further endpoints.",
            fix = "Take \"log-level\" and \"debug\" out of daemon.json or the command line and restart the daemon.",
            severity = LOW)
    @CisDocker("2.3")
    @Level1
    @Repudiation("R1")
    @InformationDisclosure("I1")
    void log_level_is_info(Daemon daemon) {
        assertThat(daemon.logs().isDebugging())
                .as("the daemon runs in debug mode")
                .isFalse();
        assertThat(daemon.logs().level()).as("log level of the daemon").isIn("", "info");
    }

    @Control(
            title = "Images are not stored by aufs",
            why = "The driver is abandoned, was never part of the kernel and has crashed hosts.",
            fix =
                    "Set \"storage-driver\": \"overlay2\" in daemon.json and restart the daemon; images have to be pulled anew.",
            severity = MEDIUM)
    @CisDocker("2.6")
    @Level1
    @DenialOfService("D1")
    void aufs_is_not_used(Daemon daemon) {
        assertThat(daemon.storageDriver()).as("storage driver").isNotEqualTo("aufs");
    }

    @Control(
            title = "Images are not stored by devicemapper",
            why =
                    "The driver is removed from current engines, so a host that uses it is kept from updates; on loopback files it also loses data.",
            fix =
                    "Set \"storage-driver\": \"overlay2\" in daemon.json and restart the daemon; images have to be pulled anew.",
            severity = MEDIUM)
    @CisDocker("2.7")
    @Level1
    @DenialOfService("D1")
    void devicemapper_is_not_used(Daemon daemon) {
        assertThat(daemon.storageDriver()).as("storage driver").isNotEqualTo("devicemapper");
    }

    @Control(
            title = "The base device of containers keeps its default size",
            why =
                    "Every container gets a device that large, so a greater one lets containers fill the disk that all share.",
            fix =
                    "Take the option dm.basesize out of \"storage-opts\" in daemon.json or the command line and restart the daemon.",
            severity = LOW)
    @CisDocker("2.12")
    @Level2
    @DenialOfService("D1")
    void base_device_size_is_default(Daemon daemon) {
        String driver = daemon.storageDriver();
        assumeTrue(driver.equals("devicemapper"), "the storage driver is " + driver + ", not devicemapper");
        assertThat(daemon.storageOptions()).as("storage options").noneMatch(option -> option.startsWith("dm.basesize"));
    }

    @Control(
            title = "Logs of containers are sent to another host",
            why =
                    "Whoever takes over the host can change or remove logs that are only there, and with them the traces of how it was done.",
            fix =
                    "Set \"log-driver\": \"syslog\" and \"log-opts\": {\"syslog-address\": \"tcp+tls://HOST:6514\"} in daemon.json; where an agent ships local logs, waive this.",
            severity = MEDIUM)
    @CisDocker("2.14")
    @Level2
    @Repudiation("R1")
    void logs_leave_the_host(Daemon daemon) {
        assertThat(daemon.logs().driver()).as("default logging driver").isNotIn(LogDestination.LOCAL_DRIVERS);
        assertThat(daemon.logs().reachThisHost())
                .as("logs are sent to this very host")
                .isFalse();
    }

    @Control(
            title = "Containers keep running while the daemon is down",
            why = "A daemon that is restarted, updated or crashes otherwise takes every container with it.",
            fix = "Set \"live-restore\": true in daemon.json and reload the daemon.",
            severity = LOW)
    @CisDocker("2.16")
    @Level1
    @DenialOfService("D2")
    void live_restore_is_on(Daemon daemon) {
        assumeTrue(daemon.swarmState().equals("inactive"), "swarm mode excludes live restore");
        assertThat(daemon.restoresLive()).as("live restore is on").isTrue();
    }

    @Control(
            title = "The daemon runs without experimental features",
            why =
                    "They are unfinished, less tested and change without notice; a host in production should not depend on them.",
            fix = "Take \"experimental\": true out of daemon.json or the command line and restart the daemon.",
            severity = LOW)
    @CisDocker("2.19")
    @Level1
    @InformationDisclosure("I1")
    void experimental_features_are_off(Daemon daemon) {
        assertThat(daemon.isExperimental()).as("experimental features are on").isFalse();
    }
}
