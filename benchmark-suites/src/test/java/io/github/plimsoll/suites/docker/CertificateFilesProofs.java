package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import org.junit.jupiter.api.Test;

class CertificateFilesProofs extends FileProofs {

    private static final String CERTIFICATE = "/etc/docker/certs.d/registry.example.com/ca.crt";

    private static DockerFixture withContainerdStore() {
        return host().info(info -> info.withJson("DriverStatus", "[['driver-type', 'io.containerd.snapshotter.v1']]"));
    }

    CertificateFilesProofs() {
        super(CertificateFiles.class);
    }

    @Test
    void registry_certificates_belong_to_root() {
        demandsRoot(host(), CERTIFICATE);
        demandsRoot(
                host().file("/etc/docker/certs.d/r.example.com:5000/sub/client.key"),
                "/etc/docker/certs.d/r.example.com:5000/sub/client.key");
        notApplicableTo(host().withoutFile(CERTIFICATE));
        notApplicableTo(host().withoutFile("/etc/docker/certs.d").withoutFile(CERTIFICATE));
        // Without permission to list it nobody knows what is there.
        inconclusiveFor(host().file("/etc/docker/certs.d", directory -> directory.with("unlistable", "no permission")));
        inconclusiveFor(host().file(
                        "/etc/docker/certs.d/registry.example.com",
                        directory -> directory.with("unlistable", "no permission")));
        inconclusiveFor(host().unreadableFile("/etc/docker/certs.d"));
        DockerFixture store =
                withContainerdStore().file("/etc/containerd/certs.d", directory -> directory.with("type", "directory"));
        violatedBy(store.file("/etc/containerd/certs.d/x/hosts.toml", file -> file.with("uid", 5)));
        satisfiedBy(host().file("/etc/containerd/certs.d/x/hosts.toml", file -> file.with("uid", 5)));
    }

    @Test
    void registry_certificates_are_read_only() {
        demandsMode(host(), CERTIFICATE, "0444", "0644", "0422", "0266", "0445");
    }

    @Test
    void client_authority_belongs_to_root() {
        demandsRoot(withTls(), "/etc/docker/ca.pem");
        notApplicableTo(host());
        notApplicableTo(withTls().withoutFile("/etc/docker/ca.pem"));
    }

    @Test
    void client_authority_is_read_only() {
        demandsMode(withTls(), "/etc/docker/ca.pem", "0444", "0644", "0422", "0446");
        DockerFixture byDefault = host().daemonJson("tls", true);
        violatedBy(byDefault.file("/root/.docker/ca.pem"));
        satisfiedBy(byDefault.file("/root/.docker/ca.pem", file -> file.with("mode", "0444")));
        DockerFixture named = byDefault.changed(
                DockerDocuments.DAEMON_PROCESS, process -> process.with("environment.DOCKER_CERT_PATH", "/srv/tls"));
        violatedBy(named.file("/srv/tls/ca.pem"));
        inconclusiveFor(byDefault.changed(DockerDocuments.DAEMON_PROCESS, process -> process.without("environment")));
        DockerFixture relative = host().daemonArgs("--tlscacert", "tls/x.pem");
        violatedBy(relative.file("/tls/x.pem"));
        satisfiedBy(relative.file("/tls/x.pem", file -> file.with("mode", "0444")));
    }

    @Test
    void server_certificate_belongs_to_root() {
        demandsRoot(withTls(), "/etc/docker/server.pem");
        notApplicableTo(host());
        notApplicableTo(withTls().withoutFile("/etc/docker/server.pem"));
    }

    @Test
    void server_certificate_is_read_only() {
        demandsMode(withTls(), "/etc/docker/server.pem", "0444", "0644", "0422", "0446");
        DockerFixture byDefault = host().daemonJson("tls", true);
        violatedBy(byDefault.file("/root/.docker/cert.pem"));
        satisfiedBy(byDefault.file("/root/.docker/cert.pem", file -> file.with("mode", "0444")));
        DockerFixture named = byDefault.changed(
                DockerDocuments.DAEMON_PROCESS, process -> process.with("environment.DOCKER_CERT_PATH", "/srv/tls"));
        violatedBy(named.file("/srv/tls/cert.pem"));
        inconclusiveFor(byDefault.changed(DockerDocuments.DAEMON_PROCESS, process -> process.without("environment")));
        DockerFixture relative = host().daemonArgs("--tlscert", "tls/x.pem");
        violatedBy(relative.file("/tls/x.pem"));
        satisfiedBy(relative.file("/tls/x.pem", file -> file.with("mode", "0444")));
    }

    @Test
    void server_key_belongs_to_root() {
        demandsRoot(withTls(), "/etc/docker/server-key.pem");
        notApplicableTo(host());
        notApplicableTo(withTls().withoutFile("/etc/docker/server-key.pem"));
    }

    @Test
    void server_key_is_private() {
        demandsMode(withTls(), "/etc/docker/server-key.pem", "0400", "0600", "0440", "0404", "0444");
        DockerFixture byDefault = host().daemonJson("tls", true);
        violatedBy(byDefault.file("/root/.docker/key.pem"));
        satisfiedBy(byDefault.file("/root/.docker/key.pem", file -> file.with("mode", "0400")));
        DockerFixture named = byDefault.changed(
                DockerDocuments.DAEMON_PROCESS, process -> process.with("environment.DOCKER_CERT_PATH", "/srv/tls"));
        violatedBy(named.file("/srv/tls/key.pem"));
        inconclusiveFor(byDefault.changed(DockerDocuments.DAEMON_PROCESS, process -> process.without("environment")));
        DockerFixture relative = host().daemonArgs("--tlskey", "tls/x.pem");
        violatedBy(relative.file("/tls/x.pem"));
        satisfiedBy(relative.file("/tls/x.pem", file -> file.with("mode", "0400")));
    }
}
