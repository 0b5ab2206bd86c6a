package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import org.junit.jupiter.api.Test;

class UnitFilesProofs extends FileProofs {

    private static final String UNIT = "/usr/lib/systemd/system/docker.service";
    private static final String DROP_IN = "/etc/systemd/system/docker.service.d/hardening.conf";
    private static final String SOCKET = "/usr/lib/systemd/system/docker.socket";

    private static DockerFixture ofSnap() {
        return host().changed(
                        DockerDocuments.DAEMON_PROCESS, process -> process.with("unit", "snap.docker.dockerd.service"))
                .changed(
                        HostDocuments.UNITS,
                        units -> units.withJson(
                                "\"snap.docker.dockerd.service\"",
                                "{found: true, fragment: '/etc/systemd/system/snap.docker.dockerd.service', dropIns: []}"));
    }

    UnitFilesProofs() {
        super(UnitFiles.class);
    }

    @Test
    void service_unit_belongs_to_root() {
        demandsRoot(host(), UNIT);
        demandsRoot(host(), DROP_IN);
        notApplicableTo(
                host().changed(HostDocuments.UNITS, units -> units.withJson("\"docker.service\"", "{found: false}")));
        notApplicableTo(host().changed(HostDocuments.UNITS, units -> units.with("\"docker.service\".masked", true)));
        inconclusiveFor(host().changed(
                        HostDocuments.UNITS,
                        units -> units.withJson("\"docker.service\"", "{unreadable: 'no permission'}")));
        inconclusiveFor(host().unreadable(HostDocuments.UNITS, "no permission"));
        // The daemon of a snap is started by a unit of another name.
        violatedBy(ofSnap().file("/etc/systemd/system/snap.docker.dockerd.service", file -> file.with("uid", 7)));
        satisfiedBy(ofSnap().file("/etc/systemd/system/snap.docker.dockerd.service"));
    }

    @Test
    void service_unit_is_written_by_root_only() {
        demandsMode(host(), UNIT, "0644", "0664", "0646", "0622", "0645", "0744", "4644");
        demandsMode(host(), DROP_IN, "0644", "0664", "0577");
    }

    @Test
    void socket_unit_belongs_to_root() {
        demandsRoot(host(), SOCKET);
        notApplicableTo(
                host().changed(HostDocuments.UNITS, units -> units.withJson("\"docker.socket\"", "{found: false}")));
    }

    @Test
    void socket_unit_is_written_by_root_only() {
        demandsMode(host(), SOCKET, "0644", "0666", "0622");
    }

    @Test
    void defaults_file_belongs_to_root() {
        demandsRoot(host(), "/etc/default/docker");
        notApplicableTo(host().withoutFile("/etc/default/docker"));
    }

    @Test
    void defaults_file_is_written_by_root_only() {
        demandsMode(host(), "/etc/default/docker", "0644", "0664", "0646");
        notApplicableTo(host().withoutFile("/etc/default/docker"));
    }

    @Test
    void sysconfig_file_is_written_by_root_only() {
        demandsMode(host().file("/etc/sysconfig/docker"), "/etc/sysconfig/docker", "0644", "0664", "0646");
        notApplicableTo(host());
    }

    @Test
    void sysconfig_file_belongs_to_root() {
        demandsRoot(host().file("/etc/sysconfig/docker"), "/etc/sysconfig/docker");
        notApplicableTo(host());
    }
}
