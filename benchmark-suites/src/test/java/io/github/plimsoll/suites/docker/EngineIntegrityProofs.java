package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineIntegrityProofs extends FileProofs {

    private static final String CONTAINERD_UNIT = "/usr/lib/systemd/system/containerd.service";

    EngineIntegrityProofs() {
        super(EngineIntegrity.class);
    }

    private static DockerFixture way(String path, String... directories) {
        return host().file(path, file -> file.withJson("way", "[" + String.join(", ", directories) + "]"));
    }

    private void demandsClosedWay(String path) {
        satisfiedBy(host());
        violatedBy(way(path, "{path: '/', uid: 0, mode: '0757'}"));
        violatedBy(way(path, "{path: '/', uid: 0, mode: '0755'}", "{path: '/opt', uid: 0, mode: '0775'}"));
        violatedBy(way(path, "{path: '/opt', uid: 1000, mode: '0755'}"));
        satisfiedBy(ofUser(1000, way(path, "{path: '/home/jane', uid: 1000, mode: '0755'}")));
        // In a sticky directory each keeps what is his own.
        satisfiedBy(way(path, "{path: '/tmp', uid: 0, mode: '1777', uidOfEntry: 0}"));
        violatedBy(way(path, "{path: '/tmp', uid: 0, mode: '1777', uidOfEntry: 1000}"));
        inconclusiveFor(way(path, "{path: '/', uid: 0}"));
        cannotLook(host(), path);
    }

    @Test
    void containerd_unit_is_written_by_root_only() {
        demandsRoot(host(), CONTAINERD_UNIT);
        demandsMode(host(), CONTAINERD_UNIT, "0644", "0664", "0646");
        notApplicableTo(host().changed(
                        HostDocuments.UNITS, units -> units.withJson("\"containerd.service\"", "{found: false}")));
    }

    @Test
    void environment_files_are_written_by_root_only() {
        demandsRoot(host(), "/etc/default/docker");
        demandsMode(host(), "/etc/default/docker", "0644", "0664", "0646");
        DockerFixture second = host().changed(
                        HostDocuments.UNITS,
                        units -> units.with("\"containerd.service\".environmentFiles", List.of("/etc/containerd/env")));
        violatedBy(second.file("/etc/containerd/env", file -> file.with("mode", "0666")));
        satisfiedBy(second.file("/etc/containerd/env"));
        notApplicableTo(host().withoutFile("/etc/default/docker"));
    }

    @Test
    void engine_files_cannot_be_replaced() {
        demandsClosedWay("/etc/docker/daemon.json");
        violatedBy(way("/run/docker.sock", "{path: '/run', uid: 0, mode: '0777'}"));
        violatedBy(way("/etc/systemd/system/docker.service.d/hardening.conf", "{path: '/etc', uid: 5, mode: '0755'}"));
        violatedBy(way(
                "/etc/docker/certs.d/registry.example.com/ca.crt",
                "{path: '/etc/docker/certs.d', uid: 0, mode: '0775'}"));
        // In a directory that is still empty others put the first file.
        violatedBy(host().file("/etc/docker", directory -> directory.with("mode", "0777")));
        violatedBy(host().file("/etc/docker", directory -> directory.with("uid", 1000)));
        DockerFixture units = host().changed(
                        HostDocuments.UNITS,
                        all -> all.with(
                                "\"docker.service\".directories", List.of("/etc/systemd/system/docker.service.d")));
        satisfiedBy(units.file(
                "/etc/systemd/system/docker.service.d",
                place -> place.with("type", "directory").with("mode", "0755")));
        violatedBy(units.file(
                "/etc/systemd/system/docker.service.d",
                place -> place.with("type", "directory").with("mode", "1777")));
        violatedBy(host().file(
                        "/etc/docker/certs.d",
                        place -> place.with("type", "directory").with("mode", "0775")));
        violatedBy(withTls()
                .file(
                        "/etc/docker/server-key.pem",
                        file -> file.withJson("way", "[{path: '/etc/docker', uid: 0, mode: '0775'}]")));
    }

    @Test
    void access_lists_open_no_engine_file() {
        satisfiedBy(host());
        violatedBy(host().file("/etc/docker", directory -> directory.with("acl", List.of("user:1000:rwx"))));
        violatedBy(host().file("/etc/docker/daemon.json", file -> file.with("acl", List.of("group:998:-w-"))));
        satisfiedBy(host().file("/etc/docker/daemon.json", file -> file.with("acl", List.of("group:998:r--"))));
        satisfiedBy(host().file("/etc/docker/daemon.json", file -> file.with("acl", List.of("user:0:rw-"))));
        inconclusiveFor(host().file("/etc/docker", file -> file.without("acl").with("aclUnreadable", "error 1")));
        cannotLook(host(), "/etc/docker/daemon.json");
    }

    @Test
    void data_root_is_closed() {
        demandsMode(host(), "/var/lib/docker", "0711", "0755", "0701".replace('1', '5'), "0730");
        violatedBy(
                host().info(info -> info.withJson("DriverStatus", "[['driver-type', 'io.containerd.snapshotter.v1']]"))
                        .file(
                                "/var/lib/containerd",
                                directory -> directory.with("type", "directory").with("mode", "0755")));
    }

    @Test
    void own_keys_are_private() {
        demandsRoot(host(), "/etc/docker/key.json");
        demandsMode(host(), "/etc/docker/key.json", "0600", "0640", "0604", "0700");
        violatedBy(host().file("/etc/docker/certs.d/registry.example.com/client.key"));
        satisfiedBy(host().file("/etc/docker/certs.d/registry.example.com/client.cert"));
        violatedBy(host().file("/var/lib/docker/swarm/certificates/swarm-node.key"));
        notApplicableTo(host().withoutFile("/etc/docker/key.json"));
    }

    @Test
    void engine_programs_cannot_be_exchanged() {
        demandsRoot(host(), "/usr/bin/dockerd");
        demandsMode(host(), "/usr/bin/docker-proxy", "0755", "0775", "0757", "4755");
        demandsClosedWay("/usr/bin/runc");
        // The first on the search path is the one that is run.
        violatedBy(host().file("/usr/local/bin/docker-init", file -> file.with("uid", 1000)));
        violatedBy(host().file("/usr/bin/containerd-shim-runc-v2", file -> file.with("mode", "0777")));
        violatedBy(host().file("/usr/bin/containerd", file -> file.with("gid", 50)));
        inconclusiveFor(host().unreadable(DockerDocuments.CONTAINERD, "nobody serves it"));
    }
}
