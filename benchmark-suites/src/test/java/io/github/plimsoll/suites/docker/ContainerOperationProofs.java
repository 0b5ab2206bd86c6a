package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerOperationProofs extends Proofs {

    ContainerOperationProofs() {
        super(ContainerOperation.class);
    }

    @Test
    void runs_no_ssh_server() {
        satisfiedBy(host().container("web"));
        for (String server : List.of("sshd", "sshd-session", "dropbear", "tinysshd", "sshd: ann@pts/0")) {
            violatedBy(host().container("web")
                    .processes(
                            "web",
                            "{pid: 1, uid: 10001, name: 'sh'}",
                            "{pid: 2, uid: 10001, name: '%s'}".formatted(server)));
        }
        violatedBy(host().container("web")
                .processes("web", "{pid: 1, uid: 10001, name: 'service', program: '/usr/sbin/sshd'}"));
        violatedBy(host().container("web")
                .processes("web", "{pid: 1, uid: 10001, name: 'shop', program: 'shop', exe: '/usr/sbin/sshd'}"));
        satisfiedBy(host().container("web")
                .processes("web", "{pid: 1, uid: 10001, name: 'sshd-exporter', program: '/usr/bin/not-sshd'}"));
        // On a kernel of its own a container runs what the host never sees.
        inconclusiveFor(host().container("web", c -> c.with("HostConfig.Runtime", "kata")));
        violatedBy(host().container("web", c -> c.with("State.Status", "paused"))
                .processes("web", "{pid: 1, uid: 1, name: 'sshd'}"));
        inconclusiveFor(host().container("web").processes("web"));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.processes("web"), "timed out"));
        notApplicableTo(host().container("web", c -> c.with("State.Status", "exited")));
        notApplicableTo(host().container("web", c -> c.with("State.Status", "restarting")));
        // Another container's server is no fault of one that sees it.
        satisfiedBy(host().container("web", c -> c.with("HostConfig.PidMode", "host")));
    }

    @Test
    void exec_is_not_privileged() {
        satisfiedBy(host().container("web").exec("web", "ab12", e -> e));
        violatedBy(host().container("web").exec("web", "ab12", e -> e.with("ProcessConfig.privileged", true)));
        violatedBy(host().container("web")
                .exec(
                        "web",
                        "ab12",
                        e -> e.with("ProcessConfig.privileged", true).with("Running", false)));
        inconclusiveFor(host().container("web")
                .exec("web", "ab12", e -> e)
                .unreadable(DockerDocuments.exec("ab12"), "timed out"));
        notApplicableTo(host().container("web"));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void exec_is_not_root() {
        satisfiedBy(host().container("web").exec("web", "ab12", e -> e));
        for (String root : List.of("0", "root", "0:0", "root:staff", "+0")) {
            violatedBy(host().container("web").exec("web", "ab12", e -> e.with("ProcessConfig.user", root)));
        }
        // Who names no user gets the container's.
        satisfiedBy(host().container("web").exec("web", "ab12", e -> e.without("ProcessConfig.user")));
        violatedBy(host().container("web", c -> c.with("Config.User", ""))
                .exec("web", "ab12", e -> e.with("ProcessConfig.user", "")));
        // A name is told by the uid of the session's process.
        satisfiedBy(host().container("web")
                .processes("web", "{pid: 101, uid: 10001, name: 'sh'}")
                .exec("web", "ab12", e -> e.with("ProcessConfig.user", "app")));
        violatedBy(host().container("web")
                .processes("web", "{pid: 101, uid: 0, name: 'sh'}")
                .exec("web", "ab12", e -> e.with("ProcessConfig.user", "toor")));
        inconclusiveFor(host().container("web").exec("web", "ab12", e -> e.with("ProcessConfig.user", "toor")));
        inconclusiveFor(host().container("web")
                .exec("web", "ab12", e -> e.with("ProcessConfig.user", "toor"))
                .unreadable(DockerDocuments.processes("web"), "timed out"));
        notApplicableTo(host().container("web"));
    }

    @Test
    void health_is_checked() {
        satisfiedBy(host().container("web"));
        satisfiedBy(host().container("web", c -> c.with("State.Health.Status", "unhealthy")));
        violatedBy(host().container("web", c -> c.with("Config.Healthcheck.Test", List.of("NONE"))));
        violatedBy(host().container("web", c -> c.with("Config.Healthcheck.Test", List.of(""))));
        violatedBy(host().container("web", c -> c.with("Config.Healthcheck.Test", List.of())));
        violatedBy(host().container("web", c -> c.without("Config.Healthcheck")));
        violatedBy(host().container("web", c -> c.with("State.Health.Status", "none")));
        violatedBy(host().container("web", c -> c.without("State.Health")));
        satisfiedBy(host().container("web", c -> c.without("State.Health").with("State.Status", "exited")));
    }

    @Test
    void image_is_pinned_and_current() {
        satisfiedBy(host().container("web"));
        satisfiedBy(runs("app@sha256:0123456789abcdef"));
        satisfiedBy(runs("app:1.4.2@sha256:0123456789abcdef"));
        violatedBy(runs("app"));
        violatedBy(runs("app:latest"));
        violatedBy(runs("registry.example:5000/app"));
        satisfiedBy(runs("docker.io/library/app:1.4.2"));
        // The tag has moved on, or has gone.
        violatedBy(host().image("app:2", i -> i).container("web", c -> c.with("Config.Image", "app:2")));
        violatedBy(runs("app:gone"));
        satisfiedBy(host().container(
                        "web", c -> c.with("Config.Image", "0123456789ab").with("Image", "sha256:0123456789abcdef")));
        satisfiedBy(host().container(
                        "web",
                        c -> c.with("Config.Image", "sha256:0123456789abcdef")
                                .with("Image", "sha256:0123456789abcdef")));
        violatedBy(
                host().container("web", c -> c.with("Config.Image", "cafe").with("Image", "sha256:0123456789abcdef")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.IMAGES, "timed out"));
        inconclusiveFor(host().container("web", c -> c.without("Config.Image")));
    }

    private static DockerFixture runs(String image) {
        return host().container("web", c -> c.with("Config.Image", image));
    }
}
