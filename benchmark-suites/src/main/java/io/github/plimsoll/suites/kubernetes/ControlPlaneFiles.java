package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.files.ControlPlaneKubeconfig;
import io.github.plimsoll.fact.kubernetes.files.EtcdDirectory;
import io.github.plimsoll.fact.kubernetes.files.ManifestFile;
import io.github.plimsoll.fact.kubernetes.files.NetworkFile;
import io.github.plimsoll.fact.kubernetes.files.PkiCertificate;
import io.github.plimsoll.fact.kubernetes.files.PkiFile;
import io.github.plimsoll.fact.kubernetes.files.PkiKey;
import io.github.plimsoll.policy.Policy;

/** Section 1.1: the files that the control plane is started and configured by. */
@KubernetesControls
public class ControlPlaneFiles {

    @Control(
            title = "Only root reads and writes the manifests of static pods",
            why =
                    "A line written into a manifest is started by the kubelet as whatever it says, root and privileged included.",
            fix = "chmod 600 FILE",
            severity = HIGH)
    @CisKubernetes({"1.1.1", "1.1.3", "1.1.5", "1.1.7"})
    @Level1
    @Tampering("T1")
    void manifests_are_private(ManifestFile file) {
        assertThat(file.permissionsBeyond(0600)).as("permissions beyond 600").isEmpty();
    }

    @Control(
            title = "The manifests of static pods belong to root",
            why = "Whoever owns a manifest decides what the node runs as its control plane.",
            fix = "chown root:root FILE",
            severity = HIGH)
    @CisKubernetes({"1.1.2", "1.1.4", "1.1.6", "1.1.8"})
    @Level1
    @Tampering("T1")
    void manifests_belong_to_root(ManifestFile file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root reads and writes the configuration of network plugins",
            why = "Whoever changes it decides through which program the traffic of every new pod goes.",
            fix = "chmod 600 FILE",
            severity = MEDIUM)
    @CisKubernetes("1.1.9")
    @Level1
    @Tampering("T1")
    void network_files_are_private(NetworkFile file) {
        assertThat(file.permissionsBeyond(0600)).as("permissions beyond 600").isEmpty();
    }

    @Control(
            title = "The configuration of network plugins belongs to root",
            why = "The owner of such a file has the kubelet start a program of his choice as root.",
            fix = "chown root:root FILE",
            severity = MEDIUM)
    @CisKubernetes("1.1.10")
    @Level1
    @Tampering("T1")
    void network_files_belong_to_root(NetworkFile file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only its owner gets into the directory of etcd",
            why = "Whoever reads the files of etcd has every Secret of the cluster, past the API server.",
            fix = "chmod 700 DIRECTORY",
            severity = CRITICAL)
    @CisKubernetes("1.1.11")
    @Level1
    @InformationDisclosure("I1")
    void etcd_directory_is_private(EtcdDirectory file) {
        assertThat(file.permissionsBeyond(0700)).as("permissions beyond 700").isEmpty();
    }

    @Control(
            title = "The directory of etcd belongs to the user that etcd runs as",
            why = "Another owner can replace what is stored, roles and tokens included.",
            fix = "chown the directory to the user of etcd, which is root where etcd runs as root",
            severity = HIGH)
    @CisKubernetes("1.1.12")
    @Level1
    @Tampering("T1")
    void etcd_directory_belongs_to_etcd(EtcdDirectory file) {
        assertThat(file.belongsToEtcd()).as("it belongs to the user of etcd").isTrue();
    }

    @Control(
            title = "Only root reads and writes the kubeconfigs of the control plane",
            why = "Each of these files logs in as an administrator or as a program with wide rights.",
            fix = "chmod 600 FILE",
            severity = CRITICAL)
    @CisKubernetes({"1.1.13", "1.1.15", "1.1.17"})
    @Level1
    @Spoofing("S1")
    @InformationDisclosure("I1")
    void kubeconfigs_are_private(ControlPlaneKubeconfig file) {
        assertThat(file.permissionsBeyond(0600)).as("permissions beyond 600").isEmpty();
    }

    @Control(
            title = "The kubeconfigs of the control plane belong to root",
            why = "The owner may read the credentials in it, and send the program to another server.",
            fix = "chown root:root FILE",
            severity = HIGH)
    @CisKubernetes({"1.1.14", "1.1.16", "1.1.18"})
    @Level1
    @Spoofing("S1")
    @Tampering("T1")
    void kubeconfigs_belong_to_root(ControlPlaneKubeconfig file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "The certificates and keys of the cluster belong to root",
            why = "Whoever owns the directory can put an authority of his own in the place of the cluster's.",
            fix = "chown -R root:root /etc/kubernetes/pki",
            severity = HIGH)
    @CisKubernetes("1.1.19")
    @Level1
    @Tampering("T1")
    void pki_belongs_to_root(PkiFile file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root writes the certificates of the cluster",
            why = "A replaced authority lets the programs of the cluster trust whoever replaced it.",
            fix = "chmod 644 FILE",
            severity = HIGH)
    @CisKubernetes("1.1.20")
    @Level1
    @Tampering("T1")
    @Spoofing("S2")
    void pki_certificates_are_written_by_root_only(PkiCertificate file) {
        assertThat(file.permissionsBeyond(0644)).as("permissions beyond 644").isEmpty();
    }

    @Control(
            title = "Only root reads the private keys of the cluster",
            why = "Whoever reads the key of the authority can issue himself the certificate of an administrator.",
            fix = "chmod 600 FILE",
            severity = CRITICAL)
    @CisKubernetes("1.1.21")
    @Level1
    @InformationDisclosure("I1")
    @Spoofing("S1")
    void pki_keys_are_private(PkiKey file) {
        assertThat(file.permissionsBeyond(0600)).as("permissions beyond 600").isEmpty();
    }

    /** Beyond the benchmark; what is shown to clients is judged by the ports as well, and what only programs use here alone. */
    @Control(
            title = "Certificates in the files of the cluster are valid for a while yet",
            why = "When one of them runs out a part of the control plane cannot log in any more, often all on one day.",
            fix = "kubeadm certs renew all, and restart the control plane",
            severity = HIGH)
    @Spoofing("S1")
    void pki_certificates_are_valid(PkiCertificate file, Policy policy) {
        assertThat(file.lifeLeft())
                .as("time for which its certificates are still valid")
                .isGreaterThanOrEqualTo(policy.duration("kubernetes.min-certificate-life"));
    }
}
