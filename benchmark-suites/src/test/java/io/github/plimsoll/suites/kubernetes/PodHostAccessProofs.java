package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodHostAccessProofs extends Proofs {

    PodHostAccessProofs() {
        super(PodHostAccess.class);
    }

    private void isFoundOnPodsAndTemplates(String field) {
        violatedBy(cluster().pod("web", pod -> pod.with("spec." + field, true)));
        violatedBy(cluster().deployment("web", web -> web.with("spec.template.spec." + field, true)));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster().pod("web", pod -> pod.with("spec." + field, false)));
        notApplicableTo(ofTheSystem(field));
        inconclusiveFor(cluster().pod("web", pod -> pod.with("spec." + field, "true")));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }

    private static KubernetesFixture ofTheSystem(String field) {
        return cluster()
                .pod(
                        "kube-apiserver-a",
                        pod -> pod.with("metadata.namespace", "kube-system")
                                .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123")
                                .with("spec." + field, true));
    }

    @Test
    void does_not_share_host_pids() {
        isFoundOnPodsAndTemplates("hostPID");
    }

    @Test
    void does_not_share_host_ipc() {
        isFoundOnPodsAndTemplates("hostIPC");
    }

    @Test
    void does_not_share_host_network() {
        isFoundOnPodsAndTemplates("hostNetwork");
    }

    @Test
    void mounts_no_host_path() {
        notApplicableTo(ofTheSystem("hostPID"));
        violatedBy(
                cluster().pod("web", pod -> pod.withJson("spec.volumes", "[{name: 'v', hostPath: {path: '/etc'}}]")));
        violatedBy(cluster()
                .deployment(
                        "web",
                        web -> web.withJson(
                                "spec.template.spec.volumes",
                                "[{name: 'e', emptyDir: {}}, {name: 'v', hostPath: {path: '/'}}]")));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster().pod("web", pod -> pod.withJson("spec.volumes", "[{name: 'v', emptyDir: {}}]")));
        inconclusiveFor(cluster().pod("web", pod -> pod.with("spec.volumes", "none")));
    }

    @Test
    void mounts_nothing_that_leads_to_the_node() {
        satisfiedBy(cluster().pod("web"));
        for (String path : List.of(
                "/",
                "/etc/",
                "/var",
                "/root",
                "/proc",
                "/etc/kubernetes/manifests",
                "/var/lib/kubelet",
                "/var/lib/kubelet/pki",
                "/var/run/docker.sock",
                "/run/containerd/containerd.sock",
                "/var/run/crio",
                "/var/run/crio/crio.sock",
                "/run/k3s/containerd/containerd.sock",
                "/run/dbus/system_bus_socket",
                "/var/lib/etcd/member",
                "/var/lib/kubelet/pods",
                "/root/.ssh",
                "//etc",
                "/./etc/./",
                "/var//run/./docker.sock",
                "C:\\\\",
                "\\\\\\\\.\\\\pipe\\\\docker_engine")) {
            violatedBy(mounting(path, "readOnly: true"));
        }
        for (String path : List.of("/etc/cron.d", "/usr", "/opt/cni/bin", "/etc/systemd/system", "/proc/sys/kernel")) {
            violatedBy(mounting(path, "readOnly: false"));
            satisfiedBy(mounting(path, "readOnly: true"));
        }
        for (String path : List.of(
                "/srv/data",
                "/var/log",
                "/etcetera",
                "/etc/localtime",
                "/var/lib/kubelet/device-plugins",
                "/var/lib/docker/containers",
                "/run/udev")) {
            satisfiedBy(mounting(path, "readOnly: false"));
        }
        violatedBy(claiming("false", "shop", "{hostPath: {path: '/'}"));
        violatedBy(claiming("false", "shop", "{local: {path: '/etc/cron.d'}"));
        satisfiedBy(claiming("true", "shop", "{local: {path: '/etc/cron.d'}"));
        satisfiedBy(claiming("false", "shop", "{hostPath: {path: '/srv/data'}"));
        satisfiedBy(claiming("false", "other", "{hostPath: {path: '/'}"));
        satisfiedBy(claiming("false", "shop", "{nfs: {server: 'files', path: '/'}"));
        inconclusiveFor(claiming("false", "shop", "{hostPath: {path: '/'}")
                .unreadable(KubernetesDocuments.PERSISTENT_VOLUMES, "HTTP 403"));
        notApplicableTo(ofTheSystem("hostPID"));
        inconclusiveFor(cluster().pod("web", pod -> pod.with("spec.volumes", "none")));
    }

    @Test
    void writes_to_no_host_path() {
        satisfiedBy(cluster().pod("web"));
        violatedBy(mounting("/srv", "readOnly: false"));
        violatedBy(mounting("/srv", "mountPath: '/srv'"));
        satisfiedBy(mounting("/srv", "readOnly: true"));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson("spec.volumes", "[{name: 'v', hostPath: {path: '/srv'}}]")
                                .withJson("spec.initContainers", "[{name: 'i', volumeMounts: [{name: 'v'}]}]")));
        satisfiedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                        "spec.volumes",
                                        "[{name: 'v', hostPath: {path: '/srv'}}, {name: 'w', emptyDir: {}}]")
                                .withJson("spec.containers[0].volumeMounts", "[{name: 'w'}]")));
        notApplicableTo(ofTheSystem("hostPID"));
        inconclusiveFor(cluster().pod("web", pod -> pod.with("spec.volumes", "none")));
    }

    private static KubernetesFixture claiming(String readOnly, String namespace, String source) {
        return cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                        "spec.volumes",
                                        "[{name: 'v', persistentVolumeClaim: {claimName: 'data', readOnly: " + readOnly
                                                + "}}]")
                                .withJson("spec.containers[0].volumeMounts", "[{name: 'v', mountPath: '/data'}]"))
                .object(
                        KubernetesDocuments.PERSISTENT_VOLUMES,
                        "{metadata: {name: 'pv'}, spec: " + source + ", claimRef: {namespace: '" + namespace
                                + "', name: 'data'}}}");
    }

    private static KubernetesFixture mounting(String path, String mount) {
        return cluster()
                .pod(
                        "web",
                        pod -> pod.withJson("spec.volumes", "[{name: 'v', hostPath: {path: '" + path + "'}}]")
                                .withJson("spec.containers[0].volumeMounts", "[{name: 'v', " + mount + "}]"));
    }
}
