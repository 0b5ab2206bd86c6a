package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;

/** Section 1.2: how the API server stores objects in etcd. */
@KubernetesControls
public class ApiServerStorage {

    private static final String WITHOUT_TLS = "addresses at which it reaches etcd without TLS";

    @Control(
            title = "The API server shows a certificate to etcd",
            why = "An etcd that lets clients in without one gives every Secret to whoever reaches its port.",
            fix = "Start kube-apiserver with --etcd-certfile and --etcd-keyfile, and with https:// in --etcd-servers",
            severity = HIGH)
    @CisKubernetes("1.2.23")
    @Level1
    @Spoofing("S1")
    @InformationDisclosure("I1")
    void api_server_identifies_itself_to_etcd(ApiServer server) {
        assertThat(server.identifiesItselfToEtcd())
                .as("it shows etcd a certificate")
                .isTrue();
        assertThat(server.openEtcds()).as(WITHOUT_TLS).isEmpty();
    }

    @Control(
            title = "The API server verifies the certificate of etcd",
            why =
                    "Something that poses as etcd could otherwise hand out any object, roles included, and collect all that is written.",
            fix = "Start kube-apiserver with --etcd-cafile, and with https:// in --etcd-servers",
            severity = HIGH)
    @CisKubernetes("1.2.26")
    @Level1
    @Spoofing("S2")
    @Tampering("T1")
    void api_server_verifies_etcd(ApiServer server) {
        assertThat(server.etcdAuthority()).as("authority for etcd").isNotEmpty();
        assertThat(server.openEtcds()).as(WITHOUT_TLS).isEmpty();
    }

    @Control(
            title = "Objects are encrypted before they are stored",
            why = "A backup or a disk of etcd otherwise holds every Secret in the clear.",
            fix = "Start kube-apiserver with --encryption-provider-config",
            severity = MEDIUM)
    @CisKubernetes("1.2.27")
    @Level1
    @InformationDisclosure("I1")
    void api_server_encrypts_objects(ApiServer server) {
        assertThat(server.encryptionFile()).as("file of the encryption").isNotEmpty();
    }

    @Control(
            title = "Secrets are written by a provider that really encrypts",
            why =
                    "The first provider writes: where that is identity, Secrets are stored in the clear in spite of the configuration.",
            fix =
                    "Put kms, secretbox or aescbc first in the entry of the EncryptionConfiguration that names secrets, then write all Secrets anew",
            severity = HIGH)
    @CisKubernetes("1.2.28")
    @Level1
    @InformationDisclosure("I1")
    void secrets_are_really_encrypted(ApiServer server) {
        assumeFalse(server.encryptionFile().isEmpty(), "no file of the encryption is named");
        assertThat(server.secretsProvider()).as("provider that writes Secrets").isIn("kms", "secretbox", "aescbc");
    }
}
