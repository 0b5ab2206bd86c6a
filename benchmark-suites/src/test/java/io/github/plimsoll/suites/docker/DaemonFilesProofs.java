package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaemonFilesProofs extends FileProofs {

    private static final String SOCKET = "/run/docker.sock";
    private static final String CONTAINERD = "/run/containerd/containerd.sock";

    private static DockerFixture rootless() {
        return host().changed(
                        DockerDocuments.DAEMON_PROCESS,
                        process -> process.withJson(
                                "environment",
                                "{HOME: '/home/jane', ROOTLESSKIT_STATE_DIR: '/run/user/1000/dockerd-rootless'}"));
    }

    private static DockerFixture socketUnit(String settings) {
        return host().changed(
                        HostDocuments.UNITS,
                        units -> units.withJson(
                                "\"docker.socket\"",
                                "{found: true, fragment: '/usr/lib/systemd/system/docker.socket', dropIns: [], "
                                        + settings + "}"));
    }

    DaemonFilesProofs() {
        super(DaemonFiles.class);
    }

    @Test
    void config_directory_belongs_to_root() {
        demandsRoot(host(), "/etc/docker");
        notApplicableTo(host().withoutFile("/etc/docker"));
        // A rootless daemon has a directory in the home of its user.
        satisfiedBy(ofUser(1000, rootless())
                .file(
                        "/home/jane/.config/docker",
                        file -> file.with("type", "directory").with("uid", 1000).with("gid", 1000)));
        violatedBy(ofUser(1000, rootless())
                .file(
                        "/home/jane/.config/docker",
                        file -> file.with("type", "directory").with("uid", 1001)));
    }

    @Test
    void config_directory_is_written_by_root_only() {
        demandsMode(host(), "/etc/docker", "0755", "0775", "0757", "0777", "0737");
        satisfiedBy(host().file("/etc/docker", directory -> directory.with("mode", "2755")));
    }

    @Test
    void config_file_belongs_to_root() {
        demandsRoot(host(), "/etc/docker/daemon.json");
        notApplicableTo(host().withoutFile("/etc/docker/daemon.json"));
        DockerFixture elsewhere =
                host().changed(DockerDocuments.DAEMON_CONFIG, config -> config.with("path", "/srv/d.json"));
        violatedBy(elsewhere.file("/srv/d.json", file -> file.with("uid", 5)));
        satisfiedBy(elsewhere.file("/srv/d.json").file("/etc/docker/daemon.json", file -> file.with("uid", 5)));
        inconclusiveFor(host().unreadable(DockerDocuments.DAEMON_CONFIG, "is not JSON"));
    }

    @Test
    void config_file_is_written_by_root_only() {
        demandsMode(host(), "/etc/docker/daemon.json", "0644", "0664", "0622", "0626", "0646");
    }

    @Test
    void api_socket_belongs_to_root_and_its_group() {
        satisfiedBy(host());
        satisfiedBy(host().file(SOCKET, socket -> socket.with("gid", 0)));
        violatedBy(host().file(SOCKET, socket -> socket.with("gid", 1000)));
        violatedBy(host().file(SOCKET, socket -> socket.with("uid", 1000)));
        // A socket that the daemon opens itself gets the group that it was told.
        DockerFixture own = socketUnit("listens: []");
        satisfiedBy(own);
        satisfiedBy(own.daemonJson("group", "jane").file(SOCKET, socket -> socket.with("gid", 1000)));
        violatedBy(own.daemonJson("group", "jane"));
        satisfiedBy(own.daemonArgs("--group", "4711").file(SOCKET, socket -> socket.with("gid", 4711)));
        violatedBy(own.daemonJson("group", "nobody-of-that-name"));
        // One that systemd opens gets that of its unit, whatever the daemon was told.
        DockerFixture ofJane = socketUnit("listens: ['/var/run/docker.sock'], SocketGroup: 'jane'");
        satisfiedBy(ofJane.file(SOCKET, socket -> socket.with("gid", 1000)));
        violatedBy(ofJane);
        violatedBy(host().daemonJson("group", "jane").file(SOCKET, socket -> socket.with("gid", 1000)));
        inconclusiveFor(host().unreadable(HostDocuments.UNITS, "no permission"));
        satisfiedBy(ofUser(
                1000, host().file(SOCKET, socket -> socket.with("uid", 1000).with("gid", 1000))));
        // Each socket counts, also one of several, and none that clients do not call.
        violatedBy(host().changed(
                        DockerDocuments.DAEMON_PROCESS,
                        process -> process.with("unixSockets", List.of(SOCKET, "/srv/d.sock")))
                .file("/srv/d.sock", socket -> socket.with("uid", 1000)));
        satisfiedBy(host().file("/run/docker/metrics.sock", socket -> socket.with("uid", 1000)));
        notApplicableTo(
                host().changed(DockerDocuments.DAEMON_PROCESS, process -> process.with("unixSockets", List.of())));
        inconclusiveFor(host().changed(DockerDocuments.DAEMON_PROCESS, process -> process.without("unixSockets")));
        inconclusiveFor(host().unreadable(HostDocuments.ACCOUNTS, "no permission"));
        cannotLook(host(), SOCKET);
    }

    @Test
    void api_socket_is_closed_to_others() {
        demandsMode(host(), SOCKET, "0660", "0666", "0662", "0661", "0664", "0670", "0606", "0646");
        violatedBy(host().file(SOCKET, socket -> socket.with("acl", List.of("user:1000:rw-"))));
        violatedBy(host().file(SOCKET, socket -> socket.with("acl", List.of("group:1000:-w-"))));
        // What chmod closed is open again after the next start.
        violatedBy(socketUnit("listens: ['/run/docker.sock'], SocketMode: '0666'"));
        satisfiedBy(socketUnit("listens: ['/run/docker.sock'], SocketMode: '660'"));
        satisfiedBy(socketUnit("listens: ['/run/other.sock'], SocketMode: '0666'"));
        inconclusiveFor(socketUnit("listens: ['/run/docker.sock'], SocketMode: 'u=rw'"));
        satisfiedBy(host().file(SOCKET, socket -> socket.with("acl", List.of("user:1000:---"))));
        satisfiedBy(host().file(SOCKET, socket -> socket.with("acl", List.of("user:0:rw-"))));
        inconclusiveFor(host().file(SOCKET, socket -> socket.without("acl").with("aclUnreadable", "error 1")));
    }

    @Test
    void containerd_socket_belongs_to_root() {
        demandsRoot(host(), CONTAINERD);
        notApplicableTo(host().withoutFile(CONTAINERD));
        inconclusiveFor(host().unreadable(DockerDocuments.CONTAINERD, "nobody serves it"));
        DockerFixture managed = host().changed(
                        DockerDocuments.CONTAINERD,
                        containerd -> containerd.with("address", "/run/docker/containerd/containerd.sock"));
        violatedBy(managed.file("/run/docker/containerd/containerd.sock", socket -> socket.with("gid", 998)));
        satisfiedBy(managed.file("/run/docker/containerd/containerd.sock"));
    }

    @Test
    void containerd_socket_is_closed_to_others() {
        demandsMode(host(), CONTAINERD, "0660", "0666", "0606", "0646");
        violatedBy(host().file(CONTAINERD, socket -> socket.with("acl", List.of("user:1000:rw-"))));
        inconclusiveFor(host().file(CONTAINERD, socket -> socket.without("acl").with("aclUnreadable", "error 1")));
    }
}
