package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DaemonPrivilegesProofs extends Proofs {

    private static final String ELSEWHERE = "https://build.example.com:2376";

    DaemonPrivilegesProofs() {
        super(DaemonPrivileges.class);
    }

    @Test
    void daemon_runs_rootless() {
        violatedBy(host());
        satisfiedBy(offering("name=rootless"));
        satisfiedBy(offering("name=rootless").remote(ELSEWHERE));
        satisfiedBy(host().changed(DockerDocuments.DAEMON_PROCESS, process -> process.with("uid", 1000)));
        inconclusiveFor(host().remote(ELSEWHERE));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "HTTP 500"));
    }

    @Test
    void default_ulimits_are_set() {
        satisfiedBy(host());
        satisfiedBy(limited("--default-ulimit", "nofile=1024:65536"));
        violatedBy(limited("--default-ulimit=core=0"));
        violatedBy(limited("--default-ulimit=nproc=1024"));
        satisfiedBy(limited("--default-ulimit=nofile=524288"));
        satisfiedBy(limited("--default-ulimit=nofile=524289").policy("docker.max-open-files", 1_048_576));
        violatedBy(limited("--default-ulimit=nofile=1025").policy("docker.max-open-files", 1024));
        satisfiedBy(
                host().daemonJson("default-ulimits.nproc.Hard", 65_537).policy("docker.max-user-processes", 100_000));
        violatedBy(host().policy("docker.max-user-processes", 4095));
        violatedBy(host().withoutDaemonJson("default-ulimits"));
        violatedBy(host().changed(
                        DockerDocuments.DAEMON_CONFIG,
                        config -> config.with("exists", false).without("content")));
        violatedBy(host().daemonJson("default-ulimits", Map.of()));
        violatedBy(host().daemonJson("default-ulimits.nofile.Hard", 1_048_576));
        violatedBy(host().daemonJson("default-ulimits.nofile.Hard", -1));
        violatedBy(host().daemonJson("default-ulimits.nproc.Hard", -1));
        violatedBy(host().daemonJson("default-ulimits.nproc.Hard", 65_537));
        violatedBy(limited("--default-ulimit=nofile=1024:524289"));
        violatedBy(limited("--default-ulimit=nofile=1024", "--default-ulimit=nproc=-1"));
        inconclusiveFor(limited("--default-ulimit=nofile=many"));
        inconclusiveFor(host().withoutDaemonJson("default-ulimits.nofile.Hard"));
        inconclusiveFor(host().remote(ELSEWHERE));
    }

    @Test
    void user_namespaces_are_remapped() {
        satisfiedBy(host());
        satisfiedBy(offering("name=userns"));
        satisfiedBy(offering("name=rootless"));
        violatedBy(offering("name=seccomp,profile=builtin"));
        violatedBy(host().info(info -> info.without("SecurityOptions")));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "HTTP 500"));
    }

    @Test
    void default_cgroup_is_kept() {
        satisfiedBy(host());
        satisfiedBy(host().daemonJson("cgroup-parent", ""));
        satisfiedBy(host().daemonJson("cgroup-parent", "system.slice"));
        satisfiedBy(
                host().info(info -> info.with("CgroupDriver", "cgroupfs")).daemonArgs("--cgroup-parent", "/docker"));
        satisfiedBy(offering("name=rootless").daemonJson("cgroup-parent", "user.slice"));
        violatedBy(host().daemonJson("cgroup-parent", "user.slice"));
        violatedBy(host().daemonJson("cgroup-parent", "/docker"));
        violatedBy(host().daemonArgs("--cgroup-parent=apps.slice"));
        violatedBy(host().info(info -> info.with("CgroupDriver", "cgroupfs")).daemonArgs("--cgroup-parent", "/apps"));
        inconclusiveFor(host().remote(ELSEWHERE));
    }

    @Test
    void api_calls_are_authorized() {
        satisfiedBy(host());
        violatedBy(host().info(info -> info.with("Plugins.Authorization", null)));
        violatedBy(host().info(info -> info.with("Plugins.Authorization", List.of())));
        violatedBy(host().info(info -> info.without("Plugins")));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "HTTP 500"));
    }

    @Test
    void daemon_denies_new_privileges() {
        satisfiedBy(host());
        satisfiedBy(offering("name=no-new-privileges").remote(ELSEWHERE));
        violatedBy(offering("name=seccomp,profile=builtin"));
        satisfiedBy(old());
        satisfiedBy(old().withoutDaemonJson("no-new-privileges").daemonArgs("--no-new-privileges"));
        satisfiedBy(old().withoutDaemonJson("no-new-privileges").daemonArgs("--no-new-privileges=true"));
        violatedBy(old().withoutDaemonJson("no-new-privileges"));
        violatedBy(old().withoutDaemonJson("no-new-privileges").daemonArgs("--no-new-privileges=false"));
        inconclusiveFor(old().remote(ELSEWHERE));
        inconclusiveFor(offering().changed(DockerDocuments.VERSION, version -> version.with("ApiVersion", "new")));
    }

    @Test
    void seccomp_filters_by_default() {
        satisfiedBy(host());
        satisfiedBy(offering("name=seccomp,profile=default"));
        satisfiedBy(offering("name=seccomp,profile=builtin"));
        DockerFixture own = filtering("{defaultAction: 'SCMP_ACT_ERRNO', syscalls: []}");
        satisfiedBy(own);
        // A file that lets every call pass is no filter.
        violatedBy(filtering("{defaultAction: 'SCMP_ACT_ALLOW'}"));
        violatedBy(filtering(
                "{defaultAction: 'SCMP_ACT_LOG', syscalls: [{names: ['ptrace'], action: 'SCMP_ACT_ALLOW'}]}"));
        satisfiedBy(filtering(
                "{defaultAction: 'SCMP_ACT_ALLOW', syscalls: [{names: ['ptrace'], action: 'SCMP_ACT_ERRNO'}]}"));
        inconclusiveFor(
                own.changed(DockerDocuments.SECCOMP_PROFILE, file -> file.with("changedAt", "2026-01-01T10:00:03Z")));
        inconclusiveFor(own.remote(ELSEWHERE));
        inconclusiveFor(own.unreadable(DockerDocuments.SECCOMP_PROFILE, "it is no JSON object"));
        violatedBy(offering("name=seccomp,profile=unconfined"));
        violatedBy(offering("name=seccomp,profile="));
        violatedBy(offering("name=apparmor"));
        violatedBy(host().info(info -> info.with("SecurityOptions", null)));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "HTTP 500"));
    }

    private static DockerFixture offering(String... options) {
        return host().info(info -> info.with("SecurityOptions", List.of(options)));
    }

    /** An engine with a system call filter from a file. */
    private static DockerFixture filtering(String profile) {
        return offering("name=seccomp,profile=/etc/docker/seccomp.json")
                .changed(
                        DockerDocuments.SECCOMP_PROFILE,
                        file -> file.with("path", "/etc/docker/seccomp.json")
                                .with("changedAt", "2026-01-01T09:00:00Z")
                                .withJson("content", profile));
    }

    /** An engine that does not tell whether it denies new privileges. */
    private static DockerFixture old() {
        return offering().changed(DockerDocuments.VERSION, version -> version.with("ApiVersion", "1.41"));
    }

    private static DockerFixture limited(String... arguments) {
        return host().withoutDaemonJson("default-ulimits").daemonArgs(arguments);
    }
}
