package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.docker.ClientConnection;
import io.github.plimsoll.fact.docker.ClientKey;
import io.github.plimsoll.fact.docker.ClientPasswords;

/** Beyond the benchmark: the docker command of the user who audits, which is the other end of the API. */
@DockerControls
public class DockerClients {

    @Control(
            title = "Clients verify the engine they talk to",
            why =
                    "A client that does not verify hands its commands, files and secrets to whoever answers, and believes what he says of the containers.",
            fix =
                    "Use ssh://USER@HOST, or TLS: docker context update NAME --docker host=tcp://HOST:2376,ca=ca.pem,cert=cert.pem,key=key.pem, without skip-tls-verify; with DOCKER_HOST set DOCKER_TLS_VERIFY=1.",
            severity = HIGH)
    @Spoofing("S1")
    @InformationDisclosure("I1")
    void client_verifies_the_engine(ClientConnection connection) {
        assumeTrue(connection.leadsOverTheNetwork(), "the engine is asked on this host, or by SSH");
        assertThat(connection.usesTls()).as("the client speaks TLS").isTrue();
        assertThat(connection.verifiesTheEngine())
                .as("the client verifies the engine's certificate")
                .isTrue();
    }

    @Control(
            title = "Keys of clients are readable by their owner only",
            why = "Whoever can copy the key is the client for the engine, which is to say root on its host.",
            fix = "chmod 600 KEY, and issue the certificate anew if others could have read it.",
            severity = HIGH)
    @Spoofing("S1")
    @InformationDisclosure("I1")
    void client_key_is_private(ClientKey key) {
        assertThat(key.isOpenToOthers())
                .as("others than the owner may read or write it, by mode %s", key.mode())
                .isFalse();
    }

    @Control(
            title = "Passwords for registries do not lie in the client's configuration",
            why =
                    "There they are encoded, not encrypted, and go along with every copy and backup of the directory; whoever has them can push images in their owner's name.",
            fix =
                    "Set \"credsStore\" in config.json to a helper for the system's keychain, then docker logout REGISTRY and docker login REGISTRY.",
            severity = HIGH)
    @Spoofing({"S1", "S2"})
    @InformationDisclosure("I1")
    void registry_passwords_are_kept_in_a_store(ClientPasswords passwords) {
        assertThat(passwords.registriesInClear())
                .as("registries whose password stands in config.json")
                .isEmpty();
    }
}
