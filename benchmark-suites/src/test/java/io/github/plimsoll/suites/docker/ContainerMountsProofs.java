package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerMountsProofs extends Proofs {

    ContainerMountsProofs() {
        super(ContainerMounts.class);
    }

    @Test
    void mounts_no_sensitive_host_directory() {
        satisfiedBy(host().container("web"));
        for (String source : List.of(
                "/",
                "/etc",
                "/etc/",
                "/etc/docker",
                "//etc",
                "/srv/../etc",
                "/srv/./../etc/.",
                "/boot",
                "/dev",
                "/lib",
                "/lib64",
                "/proc/1",
                "/sys/fs/cgroup",
                "/usr/local",
                "/run",
                "/var/run",
                "/var/run/../etc",
                "/var",
                "/var/lib",
                "/var/lib/docker",
                "/home",
                "/root/.ssh",
                "/host_mnt",
                "/host_mnt/etc",
                "/host_mnt/c",
                "/host_mnt/c/Windows",
                "/run/desktop/mnt/host/c/Windows/System32",
                "C:\\\\",
                "C:\\\\Windows\\\\Temp",
                "c:/Program Files/x")) {
            violatedBy(bound(source, true));
            violatedBy(bound(source, false));
        }
        for (String source : List.of(
                "/srv",
                "/etcetera",
                "/home/shop/data",
                "/run/shop",
                "/opt/etc",
                "/host_mnt/c/shop",
                "D:\\\\shop",
                "/var/lib/shop",
                "/../srv")) {
            satisfiedBy(bound(source, true));
        }
        satisfiedBy(bound("/etc/localtime", false));
        satisfiedBy(bound("/usr/share/zoneinfo/UTC", false));
        violatedBy(bound("/etc/localtime", true));
        // A volume lies where the daemon keeps its data, and is no part of the host's system; its target does not
        // matter.
        satisfiedBy(volume("{}"));
        satisfiedBy(
                host().volume("data", "{}")
                        .container(
                                "web",
                                c -> c.withJson(
                                        "Mounts",
                                        "[{Type: 'volume', Name: 'data', Source: '/var/lib/docker/volumes/data/_data', Destination: '/usr', Driver: 'local', RW: true}]")));
        violatedBy(volume("{type: 'none', o: 'bind', device: '/etc'}"));
        violatedBy(volume("{type: 'ext4', device: '/dev/sda1'}"));
        violatedBy(
                volume("{type: 'overlay', device: 'overlay', o: 'lowerdir=/srv:/etc,upperdir=/srv/a,workdir=/srv/b'}"));
        satisfiedBy(volume("{type: 'none', o: 'bind', device: '/srv/data'}"));
        satisfiedBy(volume("{type: 'nfs', o: 'addr=10.0.0.2', device: ':/etc'}"));
        satisfiedBy(mounted("{Type: 'tmpfs', Source: '', Destination: '/etc', RW: true}"));
        satisfiedBy(
                mounted("{Type: 'volume', Name: 'remote', Source: '', Driver: 'nfs', Destination: '/etc', RW: true}"));
        violatedBy(mounted(
                "{Type: 'volume', Name: 'remote', Source: '/etc/shop', Driver: 'host', Destination: '/x', RW: true}"));
        inconclusiveFor(
                mounted(
                        "{Type: 'volume', Name: 'gone', Source: '/var/lib/docker/volumes/gone/_data', Driver: 'local', Destination: '/x', RW: true}"));
        // A path is judged by where it leads, and by what it is called.
        violatedBy(bound("/srv/link", false).link("/srv/link", "/etc"));
        violatedBy(volume("{type: 'none', o: 'bind', device: '/srv/link'}").link("/srv/link", "/"));
        satisfiedBy(bound("/srv/link", true).link("/srv/link", "/srv/data"));
        satisfiedBy(bound("/srv/link", true).link("/srv/other", "/etc"));
        inconclusiveFor(bound("/srv/link", true)
                .changed(DockerDocuments.LINKS, l -> l.withJson("links", "[{path: '/srv/link', unreadable: 'x'}]")));
        // Where links cannot be followed, only a path that is bad as it is written is judged.
        DockerFixture remote = bound("/srv/data", true).remote(REMOTE);
        inconclusiveFor(remote);
        violatedBy(bound("/etc", true).remote(REMOTE));
        satisfiedBy(remote.policy("docker.directories-without-links", List.of("/opt", "/srv")));
        inconclusiveFor(remote.policy("docker.directories-without-links", List.of("/srv/d")));
        violatedBy(
                bound("/srv/../etc", true).remote(REMOTE).policy("docker.directories-without-links", List.of("/srv")));
        satisfiedBy(volume("{}").remote(REMOTE));
        inconclusiveFor(volume("{type: 'none', o: 'bind', device: '/srv/data'}").remote(REMOTE));
        // The daemon need not keep its data where most do.
        for (String source : List.of("/srv/docker", "/srv/docker/containers", "/srv")) {
            violatedBy(bound(source, false).info(info -> info.with("DockerRootDir", "/srv/docker")));
        }
        satisfiedBy(bound("/srv/docker-shop", true).info(info -> info.with("DockerRootDir", "/srv/docker")));
        inconclusiveFor(volume("{}").unreadable(DockerDocuments.VOLUMES, "timed out"));
        inconclusiveFor(host().container("web", c -> c.without("Mounts")));
        inconclusiveFor(mounted("{Type: 'bind', Destination: '/x'}"));
        notApplicableTo(host().container("web", c -> c.withJson("Mounts", "[]")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void mount_propagation_is_not_shared() {
        satisfiedBy(host().container("web"));
        violatedBy(mounted("{Type: 'bind', Source: '/srv', Destination: '/x', Propagation: 'shared'}"));
        violatedBy(mounted("{Type: 'bind', Source: '/srv', Destination: '/x', Propagation: 'rshared'}"));
        satisfiedBy(mounted("{Type: 'bind', Source: '/srv', Destination: '/x', Propagation: 'rslave'}"));
        satisfiedBy(mounted("{Type: 'bind', Source: '/srv', Destination: '/x', Propagation: ''}"));
        satisfiedBy(mounted("{Type: 'bind', Source: '/srv', Destination: '/x'}"));
    }

    @Test
    void mounts_no_control_socket() {
        satisfiedBy(host().container("web"));
        satisfiedBy(host().container("web", c -> c.withJson("Mounts", "[]")));
        for (String source : List.of(
                "/var/run/docker.sock",
                "/run/docker.sock",
                "/run//docker.sock",
                "/srv/../run/docker.sock",
                "/var/run",
                "/run/",
                "/",
                "/run/containerd",
                "/run/containerd/containerd.sock",
                "/run/docker",
                "/run/podman/podman.sock",
                "/run/crio/crio.sock",
                "/run/cri-dockerd.sock",
                "/run/buildkit/buildkitd.sock",
                "/run/user/1000/docker.sock",
                "/run/user/1000",
                "/home/ann/.docker/run/docker.sock",
                "/host_mnt/run/docker.sock")) {
            violatedBy(bound(source, true));
            violatedBy(bound(source, false));
        }
        for (String source : List.of("/opt/engine/api.sock", "/opt/engine", "/opt")) {
            DockerFixture reachedElsewhere = bound(source, true).reachedAt("tcp://127.0.0.1:2375");
            satisfiedBy(reachedElsewhere);
            violatedBy(reachedElsewhere.daemonArgs("-H", "unix:///opt/engine/api.sock"));
            violatedBy(reachedElsewhere.daemonJson("hosts", List.of("fd://", "unix:///opt/engine/api.sock")));
            // A socket that systemd opened stands in no setting of the daemon, but the daemon holds it.
            violatedBy(reachedElsewhere.changed(
                    DockerDocuments.DAEMON_PROCESS, process -> process.plus("unixSockets", "/opt/engine/api.sock")));
            violatedBy(reachedElsewhere.changed(
                    DockerDocuments.CONTAINERD, containerd -> containerd.with("address", "/opt/engine/api.sock")));
        }
        for (String source : List.of(
                "/srv/docker.sock.txt",
                "/run/docker.sock.d",
                "/home",
                "/home/ann",
                "/var",
                "/run/shop",
                "/run/user/1000/shop",
                "/srv/run/docker.sock")) {
            satisfiedBy(bound(source, true));
        }
        violatedBy(mounted("{Type: 'npipe', Source: '\\\\\\\\.\\\\pipe\\\\docker_engine', Destination: 'x'}"));
        violatedBy(volume("{type: 'none', o: 'bind', device: '/var/run'}"));
        violatedBy(bound("/srv/link/docker.sock", true).link("/srv/link/docker.sock", "/run/docker.sock"));
        inconclusiveFor(volume("{}").unreadable(DockerDocuments.VOLUMES, "timed out"));
        inconclusiveFor(host().container("web", c -> c.without("Mounts")));
        inconclusiveFor(bound("/srv/link", true).remote(REMOTE));
        satisfiedBy(bound("/srv/link", true).remote(REMOTE).policy("docker.directories-without-links", List.of("/")));
        satisfiedBy(host().container("web", c -> c.withJson("Mounts", "[]")).remote(REMOTE));
        // What is seen counts, whatever else is not.
        violatedBy(mounted("{Type: 'bind', Source: '/srv/link', Destination: '/x'},"
                        + " {Type: 'bind', Source: '/run/docker.sock', Destination: '/y'}")
                .remote(REMOTE));
        violatedBy(mounted("{Type: 'bind', Source: '/srv/link', Destination: '/x'},"
                        + " {Type: 'bind', Source: '/run/docker.sock', Destination: '/y'}")
                .changed(DockerDocuments.LINKS, l -> l.withJson("links", "[{path: '/srv/link', unreadable: 'x'}]")));
        // The network leads to the engine as well.
        for (String engine : List.of("tcp://host.docker.internal:2375", "tcp://172.18.0.1:2376")) {
            violatedBy(told(engine));
        }
        for (String engine : List.of("tcp://docker:2376", "tcp://10.0.0.9:2376", "tcp://127.0.0.1:2375", "unix:///x")) {
            satisfiedBy(told(engine));
        }
        violatedBy(host().container(
                        "web",
                        c -> c.with("Config.Env", List.of("DOCKER_HOST=tcp://127.0.0.1:2375"))
                                .with("HostConfig.NetworkMode", "host")));
    }

    @Test
    void root_filesystem_is_read_only() {
        satisfiedBy(host().container("web"));
        violatedBy(host().container("web", c -> c.with("HostConfig.ReadonlyRootfs", false)));
        violatedBy(host().container("web", c -> c.without("HostConfig.ReadonlyRootfs")));
    }

    private static final String REMOTE = "tcp://10.0.0.9:2376";

    private static DockerFixture mounted(String mount) {
        return host().container("web", c -> c.withJson("Mounts", "[" + mount + "]"));
    }

    private static DockerFixture bound(String source, boolean writable) {
        return mounted("{Type: 'bind', Source: '%s', Destination: '/x', RW: %s}".formatted(source, writable));
    }

    private static DockerFixture volume(String options) {
        return mounted(
                        "{Type: 'volume', Name: 'data', Source: '/var/lib/docker/volumes/data/_data', Destination: '/x', Driver: 'local', RW: true}")
                .volume("data", options);
    }

    private static DockerFixture told(String engine) {
        return host().container(
                        "web",
                        c -> c.with("Config.Env", List.of("PATH=/bin", "DOCKER_HOST=" + engine))
                                .with("NetworkSettings.Networks.shop.Gateway", "172.18.0.1"));
    }
}
