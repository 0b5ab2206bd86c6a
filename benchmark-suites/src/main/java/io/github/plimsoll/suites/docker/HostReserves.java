package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.fact.docker.DataRoot;
import io.github.plimsoll.fact.docker.Machine;
import io.github.plimsoll.policy.Policy;

/** Threats D1 and D2 beyond the benchmark: what the host has left when containers take much, or a flood comes in. */
@DockerControls
public class HostReserves {

    /** A file system also runs full of files, many of them empty, while there is space enough. */
    @Control(
            title = "There is room where containers write",
            why =
                    "On a full disk no container starts, databases stop or break, and logs end just when they are needed.",
            fix =
                    "docker system df shows what takes the space; docker image prune and docker builder prune give some back, or give {root} a larger disk",
            severity = MEDIUM)
    @DenialOfService("D1")
    void data_root_has_room(DataRoot root, Policy policy) {
        long least = policy.number("docker.min-free-percent");
        assertThat(root.percentOfSpaceFree()).as("percent of the space free").isGreaterThanOrEqualTo(least);
        assertThat(root.percentOfFilesFree())
                .as("percent of the files that may be made still to be made")
                .isGreaterThanOrEqualTo(least);
    }

    @Control(
            title = "The kernel has room for more processes and open files",
            why =
                    "These tables are one for the whole host: whoever fills them stops the host, with all limits of memory kept.",
            fix =
                    "Find who takes them (ps -eLf, lsof), limit it (5.29, 5.19), and raise kernel.pid_max, kernel.threads-max or fs.file-max if so many are needed",
            severity = MEDIUM)
    @DenialOfService("D1")
    void kernel_tables_have_room(Machine machine, Policy policy) {
        assertThat(machine.useOfKernelTables())
                .as("percent in use")
                .allSatisfy((table, percent) -> assertThat(percent)
                        .as(table)
                        .isLessThanOrEqualTo(policy.number("docker.max-table-use-percent")));
    }

    /** A daemon without root may not ask for it. */
    @Control(
            title = "The kernel ends containers before the daemon when memory runs out",
            why =
                    "Without the daemon nobody starts, stops or looks after containers, at the moment when that is most needed.",
            fix = "Set OOMScoreAdjust=-500 in the unit of the daemon, and restart it",
            severity = LOW)
    @DenialOfService("D1")
    void memory_shortage_spares_the_daemon(Daemon daemon) {
        assumeFalse(daemon.isRootless(), "a rootless daemon may not put others before itself");
        assertThat(daemon.oomScore()).as("OOM score adjustment of the daemon").isNegative();
    }

    /** Containers have a setting of their own, which is on unless they switch it off; what they set is judged elsewhere. */
    @Control(
            title = "Half-open connections are answered with cookies",
            why = "Without them a few thousand packets a second, with senders made up, keep everybody else out.",
            fix = "sysctl -w net.ipv4.tcp_syncookies=1, and the same in /etc/sysctl.d",
            severity = MEDIUM)
    @DenialOfService("D2")
    void syn_cookies_are_sent(Machine machine) {
        assertThat(machine.sendsSynCookies()).as("SYN cookies").isTrue();
    }

    @Control(
            title = "There is room to keep track of more connections",
            why =
                    "Every connection to a container takes a place in one table of the host; when it is full, new ones are dropped, those of administrators too.",
            fix =
                    "sysctl -w net.netfilter.nf_conntrack_max=262144 or more, shorter timeouts, and limits on who may open how many",
            severity = LOW)
    @DenialOfService("D2")
    void connection_table_has_room(Machine machine, Policy policy) {
        assumeTrue(machine.tracksConnections(), "the packet filter keeps track of no connections");
        assertThat(machine.useOfConnectionTable())
                .as("percent of the table of connections in use")
                .isLessThanOrEqualTo(policy.number("docker.max-table-use-percent"));
    }
}
