package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostSetupProofs extends FileProofs {

    private static final String SOCKET = "/run/docker.sock";
    private static final String ROOT = "{at: '/', device: '8:1', type: 'ext4', source: '/dev/sda1'}";
    private static final String OWN = "{at: '/var/lib/docker', device: '8:2', type: 'ext4', source: '/dev/sda2'}";

    private static DockerFixture mounted(String... mounts) {
        return host().changed(
                        HostDocuments.MOUNTS, table -> table.withJson("mounts", "[" + String.join(", ", mounts) + "]"));
    }

    private static DockerFixture members(String... members) {
        return host().changed(
                        HostDocuments.ACCOUNTS,
                        accounts -> accounts.withJson(
                                "groups",
                                "[{name: 'docker', gid: 998, members: ['" + String.join("', '", members) + "']}]"));
    }

    private static DockerFixture built(String time) {
        return host().changed(DockerDocuments.VERSION, version -> version.with("BuildTime", time));
    }

    HostSetupProofs() {
        super(HostSetup.class);
    }

    @Test
    void data_root_has_a_partition_of_its_own() {
        satisfiedBy(host());
        violatedBy(mounted("{at: '/', device: '8:1', type: 'ext4', source: '/dev/sda1'}"));
        // The whole of /var on another partition leaves the rest of /var to be filled.
        violatedBy(mounted(ROOT, "{at: '/var', device: '8:2', type: 'ext4', source: '/dev/sda2'}"));
        // The root file system mounted once more is no other one.
        violatedBy(mounted(
                ROOT, "{at: '/var/lib/docker', device: '8:1', root: '/srv', type: 'ext4', source: '/dev/sda1'}"));
        // Not even where /var has one of its own.
        violatedBy(mounted(
                        ROOT,
                        "{at: '/var', device: '8:2', type: 'ext4', source: '/dev/sda2'}",
                        "{at: '/var/lib/docker', device: '8:1', root: '/srv', type: 'ext4', source: '/dev/sda1'}")
                .policy("docker.accept-shared-pool", true));
        // Nor is that of the directory above: /var fills up with it.
        violatedBy(mounted(
                ROOT,
                "{at: '/var', device: '8:2', type: 'ext4', source: '/dev/sda2'}",
                "{at: '/var/lib/docker', device: '8:2', root: '/docker', type: 'ext4', source: '/dev/sda2'}"));
        satisfiedBy(mounted(
                ROOT,
                "{at: '/data', device: '8:2', type: 'ext4', source: '/dev/sda2'}",
                "{at: '/var/lib/docker', device: '8:2', root: '/docker', type: 'ext4', source: '/dev/sda2'}"));
        satisfiedBy(host().info(info -> info.with("DockerRootDir", "/docker"))
                .file("/docker", root -> root.with("type", "directory"))
                .changed(
                        HostDocuments.MOUNTS,
                        mounts -> mounts.withJson(
                                "mounts",
                                "[" + ROOT + ", {at: '/docker', device: '8:3', type: 'xfs', source: '/dev/sdb1'}]")));
        // What is mounted last hides what was there before.
        violatedBy(mounted(ROOT, OWN, "{at: '/var/lib/docker', device: '8:1', type: 'ext4', source: '/dev/sda1'}"));
        satisfiedBy(mounted(ROOT, "{at: '/var/lib/docker', device: '8:1', type: 'ext4', source: '/dev/sda1'}", OWN));
        satisfiedBy(host().file("/var/lib/docker", root -> root.with("real", "/srv/docker"))
                .changed(
                        HostDocuments.MOUNTS,
                        mounts -> mounts.withJson(
                                "mounts",
                                "[" + ROOT
                                        + ", {at: '/srv/docker', device: '8:3', type: 'xfs', source: '/dev/sdb1'}]")));
        // A daemon that maps users keeps a directory of its own below.
        satisfiedBy(host().info(info -> info.with("DockerRootDir", "/var/lib/docker/100000.100000"))
                .file("/var/lib/docker/100000.100000", root -> root.with("type", "directory")));
        // The daemon mounts it over itself, which makes it neither better nor worse.
        String again =
                "{at: '/var/lib/docker/100000.100000', device: '8:2', root: '/100000.100000', type: 'ext4', source: '/dev/sda2'}";
        satisfiedBy(mounted(ROOT, OWN, again)
                .info(info -> info.with("DockerRootDir", "/var/lib/docker/100000.100000"))
                .file("/var/lib/docker/100000.100000", root -> root.with("type", "directory")));
        violatedBy(mounted(ROOT, "{at: '/var', device: '8:2', type: 'ext4', source: '/dev/sda2'}", again)
                .info(info -> info.with("DockerRootDir", "/var/lib/docker/100000.100000"))
                .file("/var/lib/docker/100000.100000", root -> root.with("type", "directory")));
        violatedBy(host().info(info -> info.with("DockerRootDir", "/var/lib/docker/data"))
                .file("/var/lib/docker/data", root -> root.with("type", "directory")));
        // Where containerd keeps the images its directory counts too.
        violatedBy(
                host().info(info -> info.withJson("DriverStatus", "[['driver-type', 'io.containerd.snapshotter.v1']]"))
                        .file("/var/lib/containerd", root -> root.with("type", "directory")));
        DockerFixture zfs = mounted(
                "{at: '/', device: '0:25', type: 'zfs', source: 'rpool/ROOT'}",
                "{at: '/var/lib/docker', device: '0:31', type: 'zfs', source: 'rpool/docker'}");
        violatedBy(zfs);
        satisfiedBy(zfs.policy("docker.accept-shared-pool", true));
        satisfiedBy(mounted(
                "{at: '/', device: '0:25', type: 'zfs', source: 'rpool/ROOT'}",
                "{at: '/var/lib/docker', device: '0:31', type: 'zfs', source: 'data/docker'}"));
        DockerFixture btrfs = mounted(
                "{at: '/', device: '0:25', type: 'btrfs', source: '/dev/sda1', subvolume: '/@'}",
                "{at: '/var/lib/docker', device: '0:25', type: 'btrfs', source: '/dev/sda1', subvolume: '/@docker'}");
        violatedBy(btrfs);
        satisfiedBy(btrfs.policy("docker.accept-shared-pool", true));
        violatedBy(mounted(ROOT, "{at: '/var/lib/docker', device: '8:1', type: 'ext4', source: '/dev/sda1'}")
                .policy("docker.accept-shared-pool", true));
        inconclusiveFor(host().unreadable(HostDocuments.MOUNTS, "no permission"));
        inconclusiveFor(mounted());
        cannotLook(host(), "/var/lib/docker");
    }

    @Test
    void only_trusted_users_call_the_daemon() {
        satisfiedBy(host());
        DockerFixture jane = members("jane", "root");
        violatedBy(jane);
        violatedBy(jane.policy("docker.trusted-users", List.of("janet")));
        satisfiedBy(jane.policy("docker.trusted-users", List.of("jane")));
        violatedBy(members("jane", "bob").policy("docker.trusted-users", List.of("jane")));
        // The group may be a user's own, and is the one that the socket has, whatever it is called.
        violatedBy(host().changed(
                        HostDocuments.ACCOUNTS,
                        accounts -> accounts.withJson("users", "[{name: 'jane', uid: 1000, gid: 998}]")));
        violatedBy(host().file(SOCKET, socket -> socket.with("gid", 1000)));
        satisfiedBy(jane.file(SOCKET, socket -> socket.with("gid", 0)));
        // A socket that its group may not write to lets nobody in.
        satisfiedBy(jane.file(SOCKET, socket -> socket.with("mode", "0600")));
        // One that is open to all is open to whom nobody named, whoever is in its group.
        violatedBy(host().file(SOCKET, socket -> socket.with("mode", "0666")));
        violatedBy(host().file(SOCKET, socket -> socket.with("mode", "0602")));
        satisfiedBy(host().file(SOCKET, socket -> socket.with("mode", "0664")));
        violatedBy(host().file(SOCKET, socket -> socket.with("acl", List.of("user:1000:rw-"))));
        violatedBy(host().file(SOCKET, socket -> socket.with("acl", List.of("user:4711:-w-"))));
        violatedBy(host().file(SOCKET, socket -> socket.with("acl", List.of("group:1000:rw-"))));
        satisfiedBy(host().file(SOCKET, socket -> socket.with("acl", List.of("user:1000:r--"))));
        // A second user of number 0 is root; the user of a rootless daemon calls his own.
        satisfiedBy(members("toor")
                .changed(
                        HostDocuments.ACCOUNTS,
                        accounts -> accounts.withJson("users", "[{name: 'toor', uid: 0, gid: 0}]")));
        satisfiedBy(ofUser(1000, jane));
        inconclusiveFor(
                host().changed(HostDocuments.ACCOUNTS, accounts -> accounts.with("otherSources", List.of("sss"))));
        inconclusiveFor(host().file(SOCKET, socket -> socket.without("acl").with("aclUnreadable", "error 1")));
        inconclusiveFor(host().unreadable(HostDocuments.ACCOUNTS, "no permission"));
        cannotLook(host(), SOCKET);
    }

    @Test
    void engine_is_current() {
        satisfiedBy(host());
        violatedBy(built("2025-06-01T00:00:00.000000000+00:00"));
        satisfiedBy(built("2025-07-06T12:00:00Z"));
        violatedBy(built("2025-07-05T00:00:00Z"));
        satisfiedBy(built("2025-06-01T00:00:00Z").policy("docker.max-engine-age", "1000d"));
        inconclusiveFor(built("library-import"));
        inconclusiveFor(host().changed(DockerDocuments.VERSION, version -> version.without("BuildTime")));
        satisfiedBy(host().remote(ELSEWHERE));
    }

    @Test
    void host_is_hardened() {
        asksAbout(host(), "sysctls");
        asksAbout(host(), "os");
        inconclusiveFor(host().remote(ELSEWHERE));
    }
}
