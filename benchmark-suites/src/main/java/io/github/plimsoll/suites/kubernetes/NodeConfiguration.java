package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.files.ClientAuthorityFile;
import io.github.plimsoll.fact.kubernetes.files.KubeletConfigFile;
import io.github.plimsoll.fact.kubernetes.files.KubeletKubeconfig;
import io.github.plimsoll.fact.kubernetes.files.KubeletUnit;
import io.github.plimsoll.fact.kubernetes.files.ProxyKubeconfig;

/** Section 4.1: the files that nodes are configured by. */
@KubernetesControls
public class NodeConfiguration {

    @Control(
            title = "Only root reads and writes the unit of the kubelet",
            why = "A line put into the unit or a drop-in runs as root on the node.",
            fix = "chmod 600 FILE",
            severity = MEDIUM)
    @CisKubernetes("4.1.1")
    @Level1
    @Tampering("T1")
    void kubelet_unit_is_private(KubeletUnit file) {
        assertThat(file.permissionsBeyond(0600)).as("permissions beyond 600").isEmpty();
    }

    @Control(
            title = "The unit of the kubelet belongs to root",
            why = "Whoever owns it decides which program starts as root, with which options.",
            fix = "chown root:root FILE",
            severity = HIGH)
    @CisKubernetes("4.1.2")
    @Level1
    @Tampering("T1")
    void kubelet_unit_belongs_to_root(KubeletUnit file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root reads and writes the kubeconfig of kube-proxy",
            why =
                    "Whoever reads it may list what kube-proxy may; whoever writes it sends kube-proxy to another server.",
            fix = "chmod 600 FILE",
            severity = MEDIUM)
    @CisKubernetes("4.1.3")
    @Level1
    @Spoofing("S1")
    void proxy_kubeconfig_is_private(ProxyKubeconfig file) {
        assertThat(file.permissionsBeyond(0600)).as("permissions beyond 600").isEmpty();
    }

    @Control(
            title = "The kubeconfig of kube-proxy belongs to root",
            why = "The owner can hand kube-proxy other credentials and another server.",
            fix = "chown root:root FILE",
            severity = MEDIUM)
    @CisKubernetes("4.1.4")
    @Level1
    @Tampering("T1")
    void proxy_kubeconfig_belongs_to_root(ProxyKubeconfig file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root reads and writes the kubeconfig of the kubelet",
            why = "Whoever reads it acts as the node, and reads the Secrets of its pods.",
            fix = "chmod 600 FILE",
            severity = HIGH)
    @CisKubernetes("4.1.5")
    @Level1
    @Spoofing("S1")
    void kubelet_kubeconfig_is_private(KubeletKubeconfig file) {
        assertThat(file.permissionsBeyond(0600)).as("permissions beyond 600").isEmpty();
    }

    @Control(
            title = "The kubeconfig of the kubelet belongs to root",
            why = "The owner can have the node take its orders from another server.",
            fix = "chown root:root FILE",
            severity = HIGH)
    @CisKubernetes("4.1.6")
    @Level1
    @Tampering("T1")
    void kubelet_kubeconfig_belongs_to_root(KubeletKubeconfig file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root writes the authority that kubelets know their clients by",
            why = "Whoever replaces it is let in by the kubelet with a certificate of his own.",
            fix = "chmod 644 FILE",
            severity = HIGH)
    @CisKubernetes("4.1.7")
    @Level1
    @Tampering("T1")
    @Spoofing("S1")
    void client_authority_is_written_by_root_only(ClientAuthorityFile file) {
        assertThat(file.permissionsBeyond(0644)).as("permissions beyond 644").isEmpty();
    }

    @Control(
            title = "The authority that kubelets know their clients by belongs to root",
            why = "Its owner decides who may run commands in the containers of the node.",
            fix = "chown root:root FILE",
            severity = HIGH)
    @CisKubernetes("4.1.8")
    @Level1
    @Tampering("T1")
    void client_authority_belongs_to_root(ClientAuthorityFile file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root reads and writes the configuration of the kubelet",
            why = "A changed line can open the kubelet to anonymous requests at its next start.",
            fix = "chmod 600 FILE",
            severity = MEDIUM)
    @CisKubernetes("4.1.9")
    @Level1
    @Tampering("T1")
    void kubelet_config_is_private(KubeletConfigFile file) {
        assertThat(file.permissionsBeyond(0600)).as("permissions beyond 600").isEmpty();
    }

    @Control(
            title = "The configuration of the kubelet belongs to root",
            why = "The owner of a file of settings or of a drop-in decides who the kubelet lets in.",
            fix = "chown root:root FILE",
            severity = HIGH)
    @CisKubernetes("4.1.10")
    @Level1
    @Tampering("T1")
    void kubelet_config_belongs_to_root(KubeletConfigFile file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }
}
