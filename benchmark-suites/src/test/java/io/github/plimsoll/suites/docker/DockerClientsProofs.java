package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerClientsProofs extends Proofs {

    DockerClientsProofs() {
        super(DockerClients.class);
    }

    private static DockerFixture connection(String name, String address, boolean tls, boolean verifies) {
        return host().changed(
                        DockerDocuments.CLIENT,
                        client -> client.withJson(
                                "connections",
                                "[{name: '%s', host: '%s', tls: %s, verifies: %s}]"
                                        .formatted(name, address, tls, verifies)));
    }

    private static DockerFixture key(String mode) {
        return host().changed(
                        DockerDocuments.CLIENT,
                        client -> client.withJson(
                                "keys", "[{path: '/home/jane/.docker/key.pem', mode: '%s'}]".formatted(mode)));
    }

    @Test
    void client_verifies_the_engine() {
        violatedBy(connection("shop", "tcp://engine.example.com:2375", false, true));
        violatedBy(connection("shop", "tcp://engine.example.com:2376", true, false));
        violatedBy(connection("DOCKER_HOST", "engine.example.com:2375", false, false));
        satisfiedBy(connection("shop", "tcp://engine.example.com:2376", true, true));
        satisfiedBy(connection("DOCKER_HOST", "tcp://engine.example.com:2376", true, true));
        notApplicableTo(connection("shop", "ssh://jane@engine.example.com", false, true));
        notApplicableTo(connection("shop", "unix:///run/user/1000/docker.sock", false, true));
        notApplicableTo(connection("shop", "tcp://127.0.0.1:2375", false, true));
        notApplicableTo(host());
        inconclusiveFor(host().unreadable(DockerDocuments.CLIENT, "permission denied"));
    }

    @Test
    void client_key_is_private() {
        violatedBy(key("0644"));
        violatedBy(key("0640"));
        violatedBy(key("0620"));
        satisfiedBy(key("0600"));
        satisfiedBy(key("0400"));
        notApplicableTo(host());
        inconclusiveFor(host().unreadable(DockerDocuments.CLIENT, "permission denied"));
    }

    @Test
    void registry_passwords_are_kept_in_a_store() {
        violatedBy(host().changed(
                        DockerDocuments.CLIENT,
                        client -> client.with("plainCredentials", List.of("registry.example.com"))));
        satisfiedBy(host());
        inconclusiveFor(host().unreadable(DockerDocuments.CLIENT, "permission denied"));
    }
}
