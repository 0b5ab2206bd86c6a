package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;

/** What the proofs of controls of files have in common. */
abstract class FileProofs extends Proofs {

    static final String ELSEWHERE = "https://build.example.com:2376";

    FileProofs(Class<?> controls) {
        super(controls);
    }

    /** The control holds root, and the user of a rootless daemon, for the only owners that a file may have. */
    void demandsRoot(DockerFixture host, String path) {
        satisfiedBy(host);
        violatedBy(host.file(path, file -> file.with("uid", 1000)));
        violatedBy(host.file(path, file -> file.with("gid", 1000)));
        violatedBy(host.file(path, file -> file.with("uid", 1000).with("gid", 1000)));
        DockerFixture own = host.file(path, file -> file.with("uid", 1000).with("gid", 1000));
        satisfiedBy(ofUser(1000, own));
        violatedBy(ofUser(1001, own));
        cannotLook(host, path);
    }

    /** The control holds the mode for the widest a file may have. */
    void demandsMode(DockerFixture host, String path, String widest, String... tooWide) {
        satisfiedBy(host.file(path, file -> file.with("mode", widest)));
        satisfiedBy(host.file(path, file -> file.with("mode", "0000")));
        for (String mode : tooWide) {
            violatedBy(host.file(path, file -> file.with("mode", mode)));
        }
        inconclusiveFor(host.file(path, file -> file.with("mode", "rw")));
        cannotLook(host, path);
    }

    void cannotLook(DockerFixture host, String path) {
        inconclusiveFor(host.unreadableFile(path));
        inconclusiveFor(host.file(path, file -> file.without("exists")));
        inconclusiveFor(host.remote(ELSEWHERE));
    }

    /** The daemon of an ordinary user. */
    static DockerFixture ofUser(int uid, DockerFixture host) {
        return host.changed(
                DockerDocuments.DAEMON_PROCESS,
                process -> process.with("uid", uid).with("gid", uid));
    }

    /** A host whose daemon speaks TLS, with the files that are there for it. */
    static DockerFixture withTls() {
        return host().daemonJson("tlsverify", true)
                .daemonJson("tlscacert", "/etc/docker/ca.pem")
                .daemonJson("tlscert", "/etc/docker/server.pem")
                .daemonJson("tlskey", "/etc/docker/server-key.pem")
                .file("/etc/docker/ca.pem", file -> file.with("mode", "0444"))
                .file("/etc/docker/server.pem", file -> file.with("mode", "0444"))
                .file("/etc/docker/server-key.pem", file -> file.with("mode", "0400"));
    }
}
