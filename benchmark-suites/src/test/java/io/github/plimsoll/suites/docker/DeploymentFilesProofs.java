package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DeploymentFilesProofs extends Proofs {

    private static final String PATH = "/srv/shop/.env";
    private static final String SECRET = "DB_PASSWORD=\u2039redacted: 9 chars, sha256 salted 0a1b, setting\u203a";
    private static final String PLAIN = "LOG_LEVEL=\u2039redacted: 4 chars, sha256 salted 0a1b, setting\u203a";
    private static final String TOKEN = "ANY=\u2039redacted: 40 chars, sha256 salted 0a1b, setting, token\u203a";

    DeploymentFilesProofs() {
        super(DeploymentFiles.class);
    }

    @Test
    void deployment_secrets_are_private() {
        notApplicableTo(host());
        violatedBy(file("environment", SECRET, file -> file));
        violatedBy(file("environment", TOKEN, file -> file));
        violatedBy(file("copy", SECRET, file -> file));
        violatedBy(file("copy", SECRET, file -> file.with("mode", "0604")));
        satisfiedBy(file("environment", SECRET, file -> file.with("mode", "0640")));
        satisfiedBy(
                file(
                        "environment",
                        SECRET,
                        file -> file.withJson(
                                "way",
                                "[{path: '/', mode: '0755'}, {path: '/srv', mode: '0750'}, {path: '/srv/shop', mode: '0755'}]")));
        violatedBy(
                file("environment", SECRET, file -> file.with("mode", "0640").with("acl", List.of("user:1000:r--"))));
        notApplicableTo(file("environment", PLAIN, file -> file));
        inconclusiveFor(file("environment", SECRET, file -> file).unreadableFile(PATH));
        inconclusiveFor(host().file(PATH)
                .changed(
                        DockerDocuments.DEPLOYMENT_FILES,
                        all -> all.withJson(
                                "files", "[{path: '/srv/shop/.env', kind: 'compose', unreadable: 'no permission'}]")));
        inconclusiveFor(host().changed(
                        DockerDocuments.DEPLOYMENT_FILES, all -> all.with("unseen", "GET /containers/json: 403")));
        inconclusiveFor(host().remote("https://engine.example.com:2376"));
    }

    @Test
    void deployment_files_are_written_by_their_owners() {
        notApplicableTo(host());
        satisfiedBy(file("compose", PLAIN, file -> file));
        satisfiedBy(file("compose", PLAIN, file -> file.with("uid", 1000).with("mode", "0755")));
        violatedBy(file("compose", PLAIN, file -> file.with("mode", "0664")));
        violatedBy(file("environment", PLAIN, file -> file.with("mode", "0606")));
        violatedBy(file("compose", PLAIN, file -> file.with("acl", List.of("group:1000:rw-"))));
        satisfiedBy(file("compose", PLAIN, file -> file.with("acl", List.of("group:1000:r--"))));
        notApplicableTo(file("copy", PLAIN, file -> file.with("mode", "0666")));
        inconclusiveFor(file("compose", PLAIN, file -> file).unreadableFile(PATH));
    }

    private static DockerFixture file(String kind, String setting, UnaryOperator<Json> change) {
        return host().file(PATH, change)
                .changed(
                        DockerDocuments.DEPLOYMENT_FILES,
                        all -> all.withJson(
                                "files",
                                "[{path: '%s', kind: '%s', settings: ['%s']}]".formatted(PATH, kind, setting)));
    }
}
