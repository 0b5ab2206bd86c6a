package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class ControlPlaneFilesProofs extends Proofs {

    ControlPlaneFilesProofs() {
        super(ControlPlaneFiles.class);
    }

    @Test
    void manifests_are_private() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/manifests/etcd.yaml", "mode", "0644"));
        violatedBy(file("/etc/kubernetes/manifests/etcd.yaml", "mode", "0640"));
        violatedBy(file("/etc/kubernetes/manifests/etcd.yaml", "mode", "0601"));
        satisfiedBy(file("/etc/kubernetes/manifests/etcd.yaml", "mode", "0400"));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.FILES));
        inconclusiveFor(cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.withJson(
                                "\"/etc/kubernetes/manifests/etcd.yaml\"",
                                "{path: '/etc/kubernetes/manifests/etcd.yaml', unreadable: 'no permission'}")));
        notApplicableTo(cluster().controlPlane().kubelet("staticPodPath", null));
        inconclusiveFor(cluster().controlPlane().unreadable(KubernetesDocuments.kubeletConfig("control-plane"), "403"));
        inconclusiveFor(without("/etc/kubernetes/manifests"));
        inconclusiveFor(cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.with("\"/etc/kubernetes/manifests\".unlistable", "too many files")));
        inconclusiveFor(file("/etc/kubernetes/manifests/etcd.yaml", "mode", "-rw"));
    }

    @Test
    void manifests_belong_to_root() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/manifests/etcd.yaml", "uid", 1000));
        violatedBy(file("/etc/kubernetes/manifests/etcd.yaml", "gid", 1000));
    }

    @Test
    void network_files_are_private() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/cni/net.d/10-bridge.conflist", "mode", "0644"));
        satisfiedBy(file("/etc/cni/net.d/10-bridge.conflist", "mode", "0600"));
        violatedBy(file("/var/lib/cni/networks/lock", "mode", "0644"));
        notApplicableTo(cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.withJson("\"/etc/cni/net.d\"", "{path: '/etc/cni/net.d', exists: false}")
                                .withJson("\"/var/lib/cni/networks\"", "{path: '/var/lib/cni/networks', exists: false}")
                                .without("\"/etc/cni/net.d/10-bridge.conflist\"")
                                .without("\"/var/lib/cni/networks/lock\"")));
    }

    @Test
    void network_files_belong_to_root() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/cni/net.d/10-bridge.conflist", "uid", 1000));
        violatedBy(file("/etc/cni/net.d/10-bridge.conflist", "gid", 1000));
    }

    @Test
    void etcd_directory_is_private() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/var/lib/etcd", "mode", "0755"));
        violatedBy(file("/var/lib/etcd", "mode", "0710"));
        satisfiedBy(file("/var/lib/etcd", "mode", "0500"));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.FILES));
        inconclusiveFor(cluster());
        inconclusiveFor(without("/var/lib/etcd"));
        inconclusiveFor(cluster().controlPlane().flag("etcd", "--data-dir", null));
        violatedBy(elsewhere("0755"));
        satisfiedBy(elsewhere("0700"));
        inconclusiveFor(cluster().controlPlane().flag("etcd", "--wal-dir", "/var/lib/wal"));
        violatedBy(log("0755"));
        violatedBy(besideSilent(file("/var/lib/etcd", "mode", "0755")));
        inconclusiveFor(besideSilent(cluster().controlPlane()));
        satisfiedBy(log("0700"));
    }

    /** Another member on the node, whose variables say where it keeps what it stores. */
    private static KubernetesFixture besideSilent(KubernetesFixture member) {
        return member.ofNode(
                KubernetesDocuments.PROCESSES,
                facts -> facts.withJson("processes", "[{program: 'etcd', args: ['/usr/bin/etcd']}]"));
    }

    private static KubernetesFixture log(String mode) {
        return cluster()
                .controlPlane()
                .flag("etcd", "--wal-dir", "/var/lib/wal")
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.withJson(
                                "\"/var/lib/wal\"",
                                "{path: '/var/lib/wal', exists: true, type: 'directory', uid: 0, gid: 0, mode: '%s'}"
                                        .formatted(mode)));
    }

    @Test
    void etcd_directory_belongs_to_etcd() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/var/lib/etcd", "uid", 1000));
        satisfiedBy(file("/var/lib/etcd", "uid", 1000)
                .component("etcd", pod -> pod.with("spec.securityContext.runAsUser", 1000)));
        satisfiedBy(file("/var/lib/etcd", "uid", 1000)
                .component("etcd", pod -> pod.with("spec.containers[0].securityContext.runAsUser", 1000)));
        violatedBy(file("/var/lib/etcd", "uid", 1001)
                .component("etcd", pod -> pod.with("spec.securityContext.runAsUser", 1000)));
    }

    @Test
    void kubeconfigs_are_private() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/super-admin.conf", "mode", "0644"));
        violatedBy(file("/etc/kubernetes/super-admin.conf", "mode", "0660"));
        satisfiedBy(file("/etc/kubernetes/super-admin.conf", "mode", "0400"));
        violatedBy(file("/etc/kubernetes/scheduler.conf", "mode", "0604"));
        satisfiedBy(file("/etc/kubernetes/kubelet.conf", "mode", "0644"));
        violatedBy(named("kube-scheduler", "--kubeconfig", "mode: '0644'"));
        satisfiedBy(named("kube-scheduler", "--kubeconfig", "mode: '0600'"));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.FILES));
    }

    @Test
    void kubeconfigs_belong_to_root() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/super-admin.conf", "uid", 1000));
        violatedBy(file("/etc/kubernetes/super-admin.conf", "gid", 1000));
    }

    @Test
    void pki_belongs_to_root() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/pki/etcd/ca.key", "uid", 1000));
        violatedBy(file("/etc/kubernetes/pki/etcd/ca.key", "gid", 1000));
        violatedBy(file("/etc/kubernetes/pki", "uid", 1000));
        violatedBy(named("kube-apiserver", "--service-account-key-file", "mode: '0600', gid: 7"));
    }

    @Test
    void pki_certificates_are_written_by_root_only() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/pki/ca.crt", "mode", "0664"));
        violatedBy(file("/etc/kubernetes/pki/ca.crt", "mode", "0755"));
        satisfiedBy(file("/etc/kubernetes/pki/ca.crt", "mode", "0600"));
        satisfiedBy(file("/etc/kubernetes/pki/ca.crt", "mode", "0444"));
        satisfiedBy(file("/etc/kubernetes/pki/sa.pub", "mode", "0666"));
        violatedBy(named("kube-apiserver", "--client-ca-file", "mode: '0666'"));
        satisfiedBy(named("kube-apiserver", "--client-ca-file", "mode: '0644'"));
    }

    @Test
    void pki_keys_are_private() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(file("/etc/kubernetes/pki/etcd/ca.key", "mode", "0640"));
        violatedBy(file("/etc/kubernetes/pki/etcd/ca.key", "mode", "0644"));
        satisfiedBy(file("/etc/kubernetes/pki/etcd/ca.key", "mode", "0400"));
        violatedBy(named("kube-apiserver", "--tls-private-key-file", "mode: '0644'"));
        satisfiedBy(named("kube-apiserver", "--tls-private-key-file", "mode: '0600'"));
        satisfiedBy(named("kube-apiserver", "--tls-cert-file", "mode: '0644'"));
        violatedBy(named("etcd", "--peer-key-file", "mode: '0640'"));
        violatedBy(named("kube-controller-manager", "--cluster-signing-key-file", "mode: '0644'"));
        inconclusiveFor(named("kube-apiserver", "--kubelet-client-key", "unreadable: 'not looked at'"));
    }

    /** A flag names a file of the node that is at another place than kubeadm's. */
    private static KubernetesFixture named(String program, String flag, String facts) {
        String file = "/var/lib/minikube/certs/named.pem";
        return cluster()
                .controlPlane()
                .flag(program, flag, "/certs/named.pem")
                .component(
                        program,
                        pod -> pod.withJson(
                                        "spec.volumes",
                                        "[{name: 'certs', hostPath: {path: '/var/lib/minikube/certs/'}}]")
                                .withJson("spec.containers[0].volumeMounts", "[{name: 'certs', mountPath: '/certs'}]"))
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.withJson(
                                "\"" + file + "\"",
                                facts.startsWith("unreadable")
                                        ? "{path: '" + file + "', " + facts + "}"
                                        : "{path: '" + file + "', exists: true, type: 'file', uid: 0, " + facts
                                                + (facts.contains("gid") ? "}" : ", gid: 0}")));
    }

    private static KubernetesFixture file(String path, String field, Object value) {
        return cluster()
                .controlPlane()
                .ofNode(KubernetesDocuments.FILES, files -> files.with("\"" + path + "\"." + field, value));
    }

    private static KubernetesFixture without(String path) {
        return cluster().controlPlane().ofNode(KubernetesDocuments.FILES, files -> files.without("\"" + path + "\""));
    }

    /** The directory of the node has another place in the pod. */
    private static KubernetesFixture elsewhere(String mode) {
        return cluster()
                .controlPlane()
                .flag("etcd", "--data-dir", "/data/store")
                .component(
                        "etcd",
                        pod -> pod.withJson("spec.volumes", "[{name: 'data', hostPath: {path: '/srv/etcd'}}]")
                                .withJson("spec.containers[0].volumeMounts", "[{name: 'data', mountPath: '/data/'}]"))
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.withJson(
                                "\"/srv/etcd/store\"",
                                "{path: '/srv/etcd/store', exists: true, type: 'directory', uid: 0, gid: 0, mode: '%s'}"
                                        .formatted(mode)));
    }

    @Test
    void pki_certificates_are_valid() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(ending("2026-01-01T00:00:00Z"));
        violatedBy(ending("2026-01-31T00:00:00Z"));
        satisfiedBy(ending("2026-02-02T00:00:00Z"));
        satisfiedBy(ending("2026-01-31T00:00:00Z").policy("kubernetes.min-certificate-life", "7d"));
        violatedBy(
                cluster()
                        .controlPlane()
                        .ofNode(
                                KubernetesDocuments.CERTIFICATES,
                                files -> files.withJson(
                                        "\"/etc/kubernetes/pki/ca.crt\"",
                                        "{certificates: [{notAfter: '2035-12-31T00:00:00Z'}, {notAfter: '2025-12-31T00:00:00Z'}]}")));
        inconclusiveFor(ending("soon"));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.CERTIFICATES));
        inconclusiveFor(cluster()
                .controlPlane()
                .ofNode(KubernetesDocuments.CERTIFICATES, files -> files.without("\"/etc/kubernetes/pki/ca.crt\"")));
    }

    private static KubernetesFixture ending(String time) {
        return cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.CERTIFICATES,
                        files -> files.withJson(
                                "\"/etc/kubernetes/pki/ca.crt\"", "{certificates: [{notAfter: '" + time + "'}]}"));
    }
}
