package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.fact.docker.LogDestination;
import io.github.plimsoll.fact.docker.Machine;

/** Beyond the benchmark: whether there are traces, and who else gets to see them. */
@DockerControls
public class LogsAndMetrics {

    @Control(
            title = "What containers write is logged",
            why = "Where nothing is kept, nobody can tell afterwards what a container did, or what was done to it.",
            fix =
                    "docker run --log-driver local ... {container}, or take the driver \"none\" out of its service or compose file.",
            severity = MEDIUM)
    @Repudiation("R1")
    void output_is_logged(Container container) {
        assertThat(container.logDestination().driver()).as("log driver").isNotIn("", "none");
    }

    @Control(
            title = "Containers do not opt out of the central log",
            why =
                    "A host whose daemon sends logs elsewhere looks complete there, and the container that chose a driver of its own is missing without a word.",
            fix = "Create the container without --log-driver, so that it gets the daemon's.",
            severity = MEDIUM)
    @Repudiation("R1")
    void keeps_to_the_central_log(Container container, Daemon daemon) {
        assumeFalse(
                LogDestination.LOCAL_DRIVERS.contains(daemon.logs().driver()),
                () -> "the default log driver, " + daemon.logs().driver() + ", leaves logs on the host (see 2.14)");
        assertThat(container.logDestination().staysOnHost())
                .as(
                        "the logs of the container stay on the host, by the driver %s",
                        container.logDestination().driver())
                .isFalse();
    }

    @Control(
            title = "Logs of containers travel encrypted",
            why =
                    "Logs hold addresses, names and now and then a password; whoever is on the way reads them, and can leave out or add what he likes.",
            fix =
                    "Send by \"syslog-address\": \"tcp+tls://HOST:6514\", \"splunk-url\": \"https://HOST:8088\" or \"fluentd-address\": \"tls://HOST:24224\", and verify the receiver.",
            severity = MEDIUM)
    @InformationDisclosure("I1")
    @Repudiation("R1")
    @Spoofing("S1")
    void container_logs_travel_encrypted(Container container) {
        assertThat(container.logDestination().exposure())
                .as("how the logs can be read or changed on their way")
                .isEmpty();
    }

    @Control(
            title = "The clock of the host is kept",
            why =
                    "What happened on several hosts can only be put in order by their clocks; one that runs by itself is minutes off within weeks, and lets expired certificates in.",
            fix = "systemctl enable --now systemd-timesyncd, or chrony where it is to be exact",
            severity = LOW)
    @Repudiation("R1")
    void clock_is_kept(Machine machine) {
        assertThat(machine.keepsTime()).as("the clock goes by that of others").isTrue();
    }

    @Control(
            title = "Logs travel encrypted by default",
            why = "Every container that is created without a driver of its own sends as the daemon says.",
            fix =
                    "Set \"log-opts\": {\"syslog-address\": \"tcp+tls://HOST:6514\"} or the like in daemon.json, restart the daemon, and create containers anew.",
            severity = MEDIUM)
    @InformationDisclosure("I1")
    @Repudiation("R1")
    @Spoofing("S1")
    void logs_travel_encrypted_by_default(Daemon daemon) {
        assertThat(daemon.logs().destination().exposure())
                .as("how the logs can be read or changed on their way")
                .isEmpty();
    }

    @Control(
            title = "Metrics of the daemon stay on this host",
            why =
                    "They need no login and tell what runs, how much and on which version, and the server that offers them is one more to attack.",
            fix =
                    "Take \"metrics-addr\" out of daemon.json, or set it to 127.0.0.1:9323 and let a collector on the host fetch them.",
            severity = MEDIUM)
    @InformationDisclosure("I1")
    void metrics_stay_on_this_host(Daemon daemon) {
        assertThat(daemon.publicMetricsAddress())
                .as("address at which others get metrics")
                .isEmpty();
    }

    @Control(
            title = "The engine's events are collected",
            why =
                    "Who created, changed and removed what is told as events, which the engine keeps in memory, a few hundred of them, until it is restarted.",
            fix = "Let an agent follow GET /events and send it where logs go, and attest to it.",
            severity = LOW)
    @Review("Are the events of this engine collected somewhere else?")
    @Repudiation("R1")
    void events_are_collected(Daemon daemon) {
        daemon.logs().driver();
    }
}
