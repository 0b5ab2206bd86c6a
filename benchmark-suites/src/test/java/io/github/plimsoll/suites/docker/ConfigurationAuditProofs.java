package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import org.junit.jupiter.api.Test;

class ConfigurationAuditProofs extends AuditProofs {

    ConfigurationAuditProofs() {
        super(ConfigurationAudit.class);
    }

    @Test
    void changes_of_containerd_state_are_audited() {
        demandsRule(host(), "/run/containerd");
        violatedBy(
                host().unaudited("/run/containerd").auditRule(rule("watch", "/run/containerd/containerd.sock", "wa")));
        violatedBy(host().unaudited("/run/containerd").auditRule(rule("path", "/run/containerd", "wa")));
        notApplicableTo(host().withoutFile("/run/containerd"));
    }

    @Test
    void changes_of_data_root_are_audited() {
        DockerFixture unaudited = host().unaudited("/var/lib/docker");
        satisfiedBy(host());
        violatedBy(unaudited);
        satisfiedBy(unaudited.auditRule(rule("dir", "/var/lib/docker", "wa")));
        satisfiedBy(unaudited.auditRule(rule("watch", "/var/lib", "wa")));
        // A path alone does not reach what is in the directory.
        violatedBy(unaudited.auditRule(rule("path", "/var/lib/docker", "wa")));
        // What is left out on purpose below it does no harm.
        satisfiedBy(host().auditRuleFirst(
                        "{list: 'exit', action: 'never', dir: '/var/lib/docker/overlay2', syscalls: [], fields: []}"));
        violatedBy(host().auditRuleFirst(
                        "{list: 'exit', action: 'never', dir: '/var/lib/docker', syscalls: [], fields: []}"));
        violatedBy(host().info(info -> info.with("DockerRootDir", "/srv/docker"))
                .file("/srv/docker", file -> file.with("type", "directory")));
        DockerFixture store = host().info(
                        info -> info.withJson("DriverStatus", "[['driver-type', 'io.containerd.snapshotter.v1']]"))
                .file("/var/lib/containerd", file -> file.with("type", "directory"));
        violatedBy(store);
        satisfiedBy(store.auditRule(rule("dir", "/var/lib/containerd", "wa")));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "HTTP 500"));
        cannotLook(host(), "/var/lib/docker");
    }

    @Test
    void changes_of_config_directory_are_audited() {
        satisfiedBy(host());
        violatedBy(host().unaudited("/etc/docker"));
        violatedBy(host().unaudited("/etc/docker").auditRule(rule("watch", "/etc/docker/daemon.json", "wa")));
        satisfiedBy(host().unaudited("/etc/docker").auditRule(rule("dir", "/etc", "wa")));
        notApplicableTo(host().withoutFile("/etc/docker"));
    }

    @Test
    void changes_of_service_unit_are_audited() {
        demandsRule(host(), "/usr/lib/systemd/system/docker.service");
        violatedBy(host().unaudited("/etc/systemd/system/docker.service.d"));
    }

    @Test
    void changes_of_containerd_socket_are_audited() {
        String path = "/run/containerd/containerd.sock";
        satisfiedBy(host());
        violatedBy(host().unaudited("/run/containerd"));
        satisfiedBy(host().unaudited("/run/containerd").auditRule(rule("watch", path, "wa")));
        cannotLook(host(), path);
    }

    @Test
    void changes_of_api_socket_are_audited() {
        demandsRule(host(), "/run/docker.sock");
        demandsRule(host(), "/usr/lib/systemd/system/docker.socket");
    }

    @Test
    void changes_of_defaults_file_are_audited() {
        demandsRule(host(), "/etc/default/docker");
        notApplicableTo(host().withoutFile("/etc/default/docker"));
    }

    @Test
    void changes_of_config_file_are_audited() {
        satisfiedBy(host());
        violatedBy(host().unaudited("/etc/docker"));
        satisfiedBy(host().unaudited("/etc/docker").auditRule(rule("watch", "/etc/docker/daemon.json", "wa")));
        violatedBy(host().changed(DockerDocuments.DAEMON_CONFIG, config -> config.with("path", "/srv/d.json"))
                .file("/srv/d.json"));
        notApplicableTo(host().withoutFile("/etc/docker/daemon.json"));
        cannotLook(host(), "/etc/docker/daemon.json");
    }

    @Test
    void changes_of_containerd_config_are_audited() {
        demandsRule(host(), "/etc/containerd/config.toml");
        notApplicableTo(host().withoutFile("/etc/containerd/config.toml"));
    }

    @Test
    void changes_of_sysconfig_file_are_audited() {
        DockerFixture redHat = host().file("/etc/sysconfig/docker");
        violatedBy(redHat);
        satisfiedBy(redHat.auditRule(rule("watch", "/etc/sysconfig/docker", "wa")));
        notApplicableTo(host());
    }
}
