package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.policy.Policy;
import java.util.Map;

/** Section 2: what the daemon may do, and what it lets containers do by default. */
@DockerControls
public class DaemonPrivileges {

    @Control(
            title = "The daemon does not run as root",
            why = "A flaw in a daemon that runs as root is root on the host; in rootless mode it is an ordinary user.",
            fix =
                    "Install rootless mode with dockerd-rootless-setuptool.sh for a user of its own; where a workload rules that out, waive this with the reason.",
            severity = LOW)
    @CisDocker("2.1")
    @Level1
    @ElevationOfPrivilege("E2")
    void daemon_runs_rootless(Daemon daemon) {
        assertThat(daemon.isRootless() || daemon.uid() != 0)
                .as("the daemon is rootless or runs as another user than root")
                .isTrue();
    }

    /**
     * More open files than the hard limit that systemd gives services are as good as no limit. A user's processes count together in
     * all containers, so that a limit for them is left to whoever wants one, and the process limit of each container is the better.
     */
    @Control(
            title = "Containers have sensible default limits, for open files at least",
            why =
                    "Containers that name no limits inherit those of the daemon, which are often none at all, so one can use up what all share.",
            fix =
                    "Set \"default-ulimits\": {\"nofile\": {\"Name\": \"nofile\", \"Soft\": 1024, \"Hard\": 65536}} in daemon.json and restart the daemon.",
            severity = MEDIUM)
    @CisDocker("2.9")
    @Level1
    @DenialOfService("D1")
    void default_ulimits_are_set(Daemon daemon, Policy policy) {
        Map<String, Long> limits = daemon.defaultUlimits();
        assertThat(limits).as("default ulimits").containsKey("nofile");
        assertThat(limits.get("nofile")).as("open files at most").isBetween(0L, policy.number("docker.max-open-files"));
        assertThat(limits.getOrDefault("nproc", 0L))
                .as("processes at most")
                .isBetween(0L, policy.number("docker.max-user-processes"));
    }

    @Control(
            title = "Root in a container is not root on the host",
            why =
                    "A process that breaks out of a container then has the powers of an ordinary user, and files of the host stay out of its reach.",
            fix =
                    "Set \"userns-remap\": \"default\" in daemon.json and restart the daemon on a host without containers, or use rootless mode.",
            severity = MEDIUM)
    @CisDocker("2.10")
    @Level2
    @ElevationOfPrivilege({"E1", "E2"})
    void user_namespaces_are_remapped(Daemon daemon) {
        assertThat(daemon.remapsUsers() || daemon.isRootless())
                .as("users are remapped or the daemon is rootless")
                .isTrue();
    }

    @Control(
            title = "Containers stay under the default cgroup",
            why =
                    "Under another parent the limits that were set for containers as a whole no longer bind them, and they compete with services of the host.",
            fix = "Take \"cgroup-parent\" out of daemon.json or the command line and restart the daemon.",
            severity = LOW)
    @CisDocker("2.11")
    @Level2
    @DenialOfService("D1")
    void default_cgroup_is_kept(Daemon daemon) {
        assertThat(daemon.cgroupParent())
                .as("cgroup that containers are put under")
                .isIn("", daemon.defaultCgroup());
    }

    @Control(
            title = "Every request to the API passes an authorization plugin",
            why =
                    "Whoever can open the socket can otherwise ask for anything, and nothing tells one caller from another.",
            fix =
                    "Install an authorization plugin, name it in \"authorization-plugins\" in daemon.json and reload the daemon.",
            severity = MEDIUM)
    @CisDocker("2.13")
    @Level2
    @Tampering("T1")
    @Repudiation("R1")
    void api_calls_are_authorized(Daemon daemon) {
        assertThat(daemon.authorizationPlugins()).as("authorization plugins").isNotEmpty();
    }

    @Control(
            title = "By default processes in containers cannot gain privileges",
            why = "A set-user-id program in any image otherwise turns an ordinary user of the container into its root.",
            fix =
                    "Set \"no-new-privileges\": true in daemon.json and restart the daemon; a container that needs it otherwise says so itself.",
            severity = MEDIUM)
    @CisDocker("2.15")
    @Level1
    @ElevationOfPrivilege("E1")
    void daemon_denies_new_privileges(Daemon daemon) {
        assertThat(daemon.deniesNewPrivileges())
                .as("no-new-privileges is the default")
                .isTrue();
    }

    @Control(
            title = "A filter of system calls applies to containers by default",
            why =
                    "Without it a container can call every part of the kernel, also those that are rarely used and where flaws to break out are found.",
            fix =
                    "Take \"seccomp-profile\": \"unconfined\" out of daemon.json, or name a profile made for the host; use a kernel with seccomp.",
            severity = HIGH)
    @CisDocker("2.18")
    @Level2
    @ElevationOfPrivilege("E1")
    void seccomp_filters_by_default(Daemon daemon) {
        assertThat(daemon.seccompProfile()).as("default seccomp profile").isNotIn("", "unconfined");
    }
}
