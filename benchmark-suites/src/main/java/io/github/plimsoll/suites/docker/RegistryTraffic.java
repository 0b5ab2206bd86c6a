package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.fact.docker.Registry;
import io.github.plimsoll.fact.docker.RegistryFile;
import io.github.plimsoll.policy.Policy;

/** Beyond the benchmark: whether somebody can pose as a registry, found out by connecting to those that images came from. */
@DockerControls
public class RegistryTraffic {

    private static final String ON_THIS_HOST = "the registry is on this very host, so that nothing is sent anywhere";

    @Control(
            title = "Registries show a certificate that proves who they are",
            why =
                    "An image is whatever the one at the other end says it is; only the certificate tells whether that is the registry.",
            fix =
                    "Give the registry a certificate for its name, issued by a public authority or by your own, and put the latter into /etc/docker/certs.d/HOST:PORT/ca.crt.",
            severity = HIGH)
    @Spoofing({"S1", "S2"})
    void registry_shows_a_valid_certificate(Registry registry, Policy policy) {
        assumeFalse(registry.isOnThisHost(), ON_THIS_HOST);
        assertThat(registry.speaksTls()).as("the registry speaks TLS").isTrue();
        assertThat(registry.objectionToCertificates())
                .as("why the certificates are not trusted")
                .isEmpty();
        assertThat(registry.certificateNamesIt())
                .as("the certificate is for %s", registry.host())
                .isTrue();
        assertThat(registry.certificateLife())
                .as("time for which the certificates are still valid")
                .isGreaterThanOrEqualTo(policy.duration("docker.min-certificate-life"));
    }

    @Control(
            title = "Registries hand out nothing in plain HTTP",
            why =
                    "Where both ways are open, whoever is on the way can block the safe one, and a client that was told not to insist takes the other.",
            fix = "Close the port of plain HTTP, or let it send clients to https and nothing else.",
            severity = MEDIUM)
    @Spoofing({"S1", "S2"})
    @InformationDisclosure("I1")
    void registry_is_not_served_in_plain_http(Registry registry) {
        assumeFalse(registry.isOnThisHost(), ON_THIS_HOST);
        assertThat(registry.servesPlainly())
                .as("the registry answers without any encryption")
                .isFalse();
    }

    @Control(
            title = "Mirrors of registries are asked over https",
            why =
                    "What a mirror says which image a tag stands for is taken as it comes, so that whoever is on the way to one decides what is run.",
            fix = "Set \"registry-mirrors\": [\"https://HOST\"] in daemon.json and reload the daemon.",
            severity = HIGH)
    @Spoofing({"S1", "S2"})
    void mirrors_are_asked_over_https(Daemon daemon) {
        assertThat(daemon.registries().plainMirrors())
                .as("mirrors asked without encryption")
                .isEmpty();
    }

    /** The engine shows that there is a password, and never which. */
    @Control(
            title = "Proxies of the daemon are told no password in clear",
            why =
                    "A password in the address of a proxy goes along with each request to it, and whoever is on the way there reads it.",
            fix =
                    "Reach the proxy by https://, or let it tell this host by its address; then take the name and the password out of \"proxies\" in daemon.json or of the unit's environment.",
            severity = LOW)
    @Spoofing("S1")
    @InformationDisclosure("I1")
    void proxies_are_told_no_password_in_clear(Daemon daemon) {
        assumeFalse(daemon.registries().proxies().isEmpty(), "the daemon reaches registries without a proxy");
        assertThat(daemon.registries().proxiesToldPasswordsInClear())
                .as("proxies that are told a password without encryption")
                .isEmpty();
    }

    @Control(
            title = "Files of containerd and of the builder have registries prove who they are",
            why =
                    "These files are read beside daemon.json, so that a registry which the daemon would not trust is trusted by builds, or by the engine once it keeps images in containerd.",
            fix =
                    "Take skip_verify, insecure and http out of FILE, write https:// in place of http://, and name the authority of your own registry by ca; make a builder of buildx anew with such a file.",
            severity = HIGH)
    @Spoofing({"S1", "S2"})
    void registry_files_ask_for_proof(RegistryFile file) {
        assertThat(file.plainRegistries())
                .as("registries asked without encryption")
                .isEmpty();
        assertThat(file.unverifiedRegistries())
                .as("registries that may show any certificate")
                .isEmpty();
    }
}
