package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class NodeConfigurationProofs extends Proofs {

    NodeConfigurationProofs() {
        super(NodeConfiguration.class);
    }

    @Test
    void kubelet_unit_is_private() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/systemd/system/kubelet.service.d/10-kubeadm.conf", "mode", "0644"));
        satisfiedBy(file("/etc/systemd/system/kubelet.service.d/10-kubeadm.conf", "mode", "0400"));
        violatedBy(file("/usr/lib/systemd/system/kubelet.service", "mode", "0644"));
        satisfiedBy(shadowed());
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.FILES));
    }

    @Test
    void kubelet_unit_belongs_to_root() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/systemd/system/kubelet.service.d/10-kubeadm.conf", "uid", 1000));
        violatedBy(file("/etc/systemd/system/kubelet.service.d/10-kubeadm.conf", "gid", 1000));
    }

    @Test
    void proxy_kubeconfig_is_private() {
        satisfiedBy(proxyAsProcess("0600", 0));
        violatedBy(proxyAsProcess("0644", 0));
        notApplicableTo(cluster().controlPlane());
        inconclusiveFor(cluster());
        inconclusiveFor(cluster()
                .controlPlane()
                .component("kube-proxy", pod -> pod.with("metadata.namespace", "shop"))
                .unreadableOfNode(KubernetesDocuments.PROCESSES));
    }

    @Test
    void proxy_kubeconfig_belongs_to_root() {
        satisfiedBy(proxyAsProcess("0600", 0));
        violatedBy(proxyAsProcess("0600", 1000));
    }

    @Test
    void kubelet_kubeconfig_is_private() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/kubelet.conf", "mode", "0640"));
        satisfiedBy(file("/etc/kubernetes/kubelet.conf", "mode", "0400"));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.PROCESSES));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.FILES));
    }

    @Test
    void kubelet_kubeconfig_belongs_to_root() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/kubelet.conf", "uid", 1000));
        violatedBy(file("/etc/kubernetes/kubelet.conf", "gid", 1000));
    }

    @Test
    void client_authority_is_written_by_root_only() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/pki/ca.crt", "mode", "0664"));
        satisfiedBy(file("/etc/kubernetes/pki/ca.crt", "mode", "0600"));
        notApplicableTo(cluster().controlPlane().kubelet("authentication.x509.clientCAFile", null));
    }

    @Test
    void client_authority_belongs_to_root() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/pki/ca.crt", "uid", 1000));
        violatedBy(file("/etc/kubernetes/pki/ca.crt", "gid", 1000));
    }

    @Test
    void kubelet_config_is_private() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/var/lib/kubelet/config.yaml", "mode", "0644"));
        satisfiedBy(file("/var/lib/kubelet/config.yaml", "mode", "0400"));
        violatedBy(dropIn("0644"));
        satisfiedBy(dropIn("0600"));
        inconclusiveFor(StartedKubelet.with("--config=/var/lib/kubelet/config.yaml", "--config-dir=/etc/other.d"));
    }

    @Test
    void kubelet_config_belongs_to_root() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/var/lib/kubelet/config.yaml", "uid", 1000));
        violatedBy(file("/var/lib/kubelet/config.yaml", "gid", 1000));
    }

    private static KubernetesFixture file(String path, String field, Object value) {
        return cluster()
                .controlPlane()
                .ofNode(KubernetesDocuments.FILES, files -> files.with("\"" + path + "\"." + field, value));
    }

    private static KubernetesFixture dropIn(String mode) {
        return StartedKubelet.with("--config=/var/lib/kubelet/config.yaml", "--config-dir=/etc/kubelet.d")
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.withJson(
                                        "\"/etc/kubelet.d\"",
                                        "{path: '/etc/kubelet.d', exists: true, type: 'directory', listed: true}")
                                .withJson(
                                        "\"/etc/kubelet.d/90.conf\"",
                                        "{path: '/etc/kubelet.d/90.conf', exists: true, type: 'file', uid: 0, gid: 0, mode: '%s'}"
                                                .formatted(mode)));
    }

    /** A drop-in of the same name in a later place, which systemd passes over. */
    private static KubernetesFixture shadowed() {
        String later = "/usr/lib/systemd/system/kubelet.service.d";
        return cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.withJson(
                                        "\"" + later + "\"",
                                        "{path: '%s', exists: true, type: 'directory', listed: true}".formatted(later))
                                .withJson(
                                        "\"" + later + "/10-kubeadm.conf\"",
                                        "{path: '%s/10-kubeadm.conf', exists: true, type: 'file', uid: 0, gid: 0, mode: '0644'}"
                                                .formatted(later)));
    }

    private static KubernetesFixture proxyAsProcess(String mode, long uid) {
        return cluster()
                .controlPlane()
                .component("kube-proxy", pod -> pod.with("metadata.namespace", "shop"))
                .ofNode(
                        KubernetesDocuments.PROCESSES,
                        facts -> facts.withJson(
                                "processes",
                                "[{program: 'kube-proxy', args: ['/usr/bin/kube-proxy', '--kubeconfig=/etc/proxy.conf']}]"))
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.withJson(
                                "\"/etc/proxy.conf\"",
                                "{path: '/etc/proxy.conf', exists: true, type: 'file', uid: %d, gid: 0, mode: '%s'}"
                                        .formatted(uid, mode)));
    }
}
