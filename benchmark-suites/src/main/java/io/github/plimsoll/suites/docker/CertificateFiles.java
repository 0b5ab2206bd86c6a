package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.AuthorityCertificate;
import io.github.plimsoll.fact.docker.RegistryCertificate;
import io.github.plimsoll.fact.docker.ServerCertificate;
import io.github.plimsoll.fact.docker.ServerKey;

/** Section 3: the files by which registries, clients and the daemon trust each other. */
@DockerControls
public class CertificateFiles {

    @Control(
            title = "Certificates of registries belong to root",
            why = "Their owner can name an authority of his own, and then hand out images as that registry.",
            fix = "chown -R root:root /etc/docker/certs.d",
            severity = HIGH)
    @CisDocker("3.7")
    @Level1
    @Tampering("T2")
    @Spoofing("S2")
    void registry_certificates_belong_to_root(RegistryCertificate file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Certificates of registries are read-only",
            why =
                    "What can be written to can be swapped for the certificate of whoever sits between host and registry.",
            fix = "chmod 444 FILE for each that the finding names; 400 for client keys.",
            severity = MEDIUM)
    @CisDocker("3.8")
    @Level1
    @Tampering("T2")
    @Spoofing("S2")
    void registry_certificates_are_read_only(RegistryCertificate file) {
        assertThat(file.permissionsBeyond(0444)).as("permissions beyond 444").isEmpty();
    }

    @Control(
            title = "The certificate of the client authority belongs to root",
            why = "Its owner can put another authority there, and log in with certificates that he makes himself.",
            fix = "chown root:root FILE",
            severity = HIGH)
    @CisDocker("3.9")
    @Level1
    @Tampering("T2")
    @Spoofing("S1")
    void client_authority_belongs_to_root(AuthorityCertificate file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "The certificate of the client authority is read-only",
            why = "An authority appended to the file lets in a second set of clients beside the known ones.",
            fix = "chmod 444 FILE",
            severity = HIGH)
    @CisDocker("3.10")
    @Level1
    @Tampering("T2")
    @Spoofing("S1")
    void client_authority_is_read_only(AuthorityCertificate file) {
        assertThat(file.permissionsBeyond(0444)).as("permissions beyond 444").isEmpty();
    }

    @Control(
            title = "The daemon's certificate belongs to root",
            why = "Replaced by its owner, it makes clients refuse the daemon, or learn to ignore warnings.",
            fix = "chown root:root FILE",
            severity = MEDIUM)
    @CisDocker("3.11")
    @Level1
    @Tampering("T2")
    @Spoofing("S1")
    void server_certificate_belongs_to_root(ServerCertificate file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "The daemon's certificate is read-only",
            why = "A certificate that others may write to can be exchanged for one whose key they hold.",
            fix = "chmod 444 FILE",
            severity = MEDIUM)
    @CisDocker("3.12")
    @Level1
    @Tampering("T2")
    @Spoofing("S1")
    void server_certificate_is_read_only(ServerCertificate file) {
        assertThat(file.permissionsBeyond(0444)).as("permissions beyond 444").isEmpty();
    }

    @Control(
            title = "The daemon's private key belongs to root",
            why = "Whoever holds the key can pose as the daemon and read what clients send it.",
            fix = "chown root:root FILE",
            severity = HIGH)
    @CisDocker("3.13")
    @Level1
    @Tampering("T2")
    @Spoofing("S1")
    void server_key_belongs_to_root(ServerKey file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root reads the daemon's private key",
            why = "A key that others can read is no secret any more, and all traffic it protects is open to them.",
            fix = "chmod 400 FILE; make a new key if others could read the old one.",
            severity = HIGH)
    @CisDocker("3.14")
    @Level1
    @InformationDisclosure("I1")
    @Spoofing("S1")
    void server_key_is_private(ServerKey file) {
        assertThat(file.permissionsBeyond(0400)).as("permissions beyond 400").isEmpty();
    }
}
