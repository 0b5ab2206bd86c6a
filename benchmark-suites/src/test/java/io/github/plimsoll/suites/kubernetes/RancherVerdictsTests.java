package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.suites.Verdicts;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** k3s and RKE2 keep their files below /var/lib/rancher and /etc/rancher, and run the kubelet as k3s itself or as a process. */
class RancherVerdictsTests {

    private static final List<String> OF_FILES = List.of(
            "kubeconfigs_are_private",
            "kubeconfigs_belong_to_root",
            "pki_belongs_to_root",
            "pki_certificates_are_written_by_root_only",
            "pki_keys_are_private",
            "network_files_are_private",
            "kubelet_kubeconfig_is_private",
            "proxy_kubeconfig_is_private",
            "kubelet_config_is_private",
            "etcd_directory_is_private");

    /** Its etcd and its network plugin are as elsewhere: in a pod, and below /etc/cni. */
    private static final List<String> OF_FILES_OF_RKE2 = OF_FILES.stream()
            .filter(control -> !control.startsWith("etcd_") && !control.startsWith("network_"))
            .toList();

    private static ControlResult judged(KubernetesFixture cluster, String control) {
        return Verdicts.on(cluster).of(control);
    }

    /** A server with a member of etcd, and all that its node tells. */
    private static KubernetesFixture server(String program, String data) {
        String version = program.equals("k3s") ? "v1.34.4+k3s1" : "v1.34.4+rke2r1";
        KubernetesFixture cluster = program.equals("k3s") ? cluster() : podsOfRke2(data);
        return cluster.document(KubernetesDocuments.VERSION, json -> json.with("gitVersion", version))
                .changed(
                        KubernetesDocuments.NODES,
                        "",
                        "control-plane",
                        node -> node.with("status.nodeInfo.kubeletVersion", version)
                                .with("metadata.labels.\"node-role.kubernetes.io/control-plane\"", "true")
                                .with("metadata.labels.\"node-role.kubernetes.io/etcd\"", "true")
                                .with(
                                        "metadata.annotations.\"" + program + ".io/node-args\"",
                                        "[\"server\",\"--data-dir\",\"" + data + "\"]"))
                .document(KubernetesDocuments.ofNode("control-plane", KubernetesDocuments.FILES), files(program, data))
                .document(
                        KubernetesDocuments.ofNode("control-plane", KubernetesDocuments.SETTINGS),
                        "{'%s/server/db/etcd/config': {exists: true, content: {'data-dir': '%s/server/db/etcd'}}}"
                                .formatted(data, data))
                .document(
                        KubernetesDocuments.ofNode("control-plane", KubernetesDocuments.PROCESSES),
                        program.equals("k3s")
                                ? "{processes: [{program: 'k3s', uid: 0, args: ['/usr/local/bin/k3s', 'server']}]}"
                                : "{processes: [{program: 'kubelet', uid: 0, args: ['kubelet', '--config-dir=%1$s/agent/etc/kubelet.conf.d', '--kubeconfig=%1$s/agent/kubelet.kubeconfig']}]}"
                                        .formatted(data));
    }

    /** It runs what k3s has within itself as static pods, with files of the node. */
    private static KubernetesFixture podsOfRke2(String data) {
        KubernetesFixture cluster = cluster();
        for (String words : List.of(
                "'kube-apiserver', '--tls-private-key-file=%s/server/tls/serving-kube-apiserver.key'",
                "'kube-proxy', '--kubeconfig=%s/agent/kubeproxy.kubeconfig'")) {
            cluster = cluster.object(
                    KubernetesDocuments.PODS,
                    "{metadata: {name: 'pod-%1$s', namespace: 'kube-system'}, spec: {nodeName: 'control-plane', volumes: [{name: 'data', hostPath: {path: '%2$s'}}], containers: [{name: 'c', command: [%3$s], volumeMounts: [{name: 'data', mountPath: '%2$s'}]}]}}"
                            .formatted(words.length(), data, words.formatted(data)));
        }
        return cluster;
    }

    private static String files(String program, String data) {
        StringJoiner files = new StringJoiner(",", "{", "}");
        for (String absent : List.of("/etc/kubernetes", "/etc/cni/net.d", "/var/lib/cni/networks")) {
            files.add("'%1$s': {path: '%1$s', exists: false}".formatted(absent));
        }
        for (String directory : List.of(
                "/server/tls",
                "/server/cred",
                "/server/db/etcd",
                "/agent/etc/cni/net.d",
                "/agent/etc/kubelet.conf.d")) {
            files.add(file(data + directory, "directory", "0700"));
        }
        for (String file : List.of(
                "/server/tls/server-ca.crt",
                "/server/tls/server-ca.key",
                "/server/tls/service.key",
                "/server/tls/client-ca.crt",
                "/server/tls/client-kube-apiserver.crt",
                "/server/tls/client-kube-apiserver.key",
                "/server/tls/serving-kube-apiserver.crt",
                "/server/tls/serving-kube-apiserver.key",
                "/server/tls/etcd/server-ca.crt",
                "/server/tls/etcd/client.crt",
                "/server/tls/etcd/client.key",
                "/server/cred/admin.kubeconfig",
                "/server/cred/scheduler.kubeconfig",
                "/server/cred/controller.kubeconfig",
                "/server/cred/passwd",
                "/agent/kubelet.kubeconfig",
                "/agent/kubeproxy.kubeconfig",
                "/agent/etc/cni/net.d/10-flannel.conflist",
                "/agent/etc/kubelet.conf.d/00-defaults.conf")) {
            files.add(file(data + file, "file", "0600"));
        }
        return files.add(file("/etc/rancher/%1$s/%1$s.yaml".formatted(program), "file", "0600"))
                .toString();
    }

    private static String file(String path, String type, String mode) {
        return "'%1$s': {path: '%1$s', exists: true, type: '%2$s', uid: 0, gid: 0, mode: '%3$s'}"
                .formatted(path, type, mode);
    }

    private static KubernetesFixture with(KubernetesFixture cluster, String path, String field, Object value) {
        return cluster.ofNode(KubernetesDocuments.FILES, files -> files.with("\"" + path + "\"." + field, value));
    }

    @ParameterizedTest
    @CsvSource({"k3s, /var/lib/rancher/k3s", "k3s, /srv/k3s", "rke2, /var/lib/rancher/rke2"})
    void sound_files_are_judged_where_they_are(String program, String data) {
        assertThat(program.equals("k3s") ? OF_FILES : OF_FILES_OF_RKE2)
                .allSatisfy(control -> assertThat(
                                judged(server(program, data), control).verdict())
                        .as(control)
                        .isEqualTo(Verdict.COMPLIANT));
    }

    @ParameterizedTest
    @CsvSource({
        "kubeconfigs_are_private, /etc/rancher/k3s/k3s.yaml, mode, 0644",
        "kubeconfigs_are_private, /var/lib/rancher/k3s/server/cred/admin.kubeconfig, mode, 0640",
        "kubeconfigs_belong_to_root, /var/lib/rancher/k3s/server/cred/scheduler.kubeconfig, uid, 1000",
        "pki_belongs_to_root, /var/lib/rancher/k3s/server/tls, uid, 1000",
        "pki_belongs_to_root, /var/lib/rancher/k3s/server/tls/service.key, gid, 1000",
        "pki_certificates_are_written_by_root_only, /var/lib/rancher/k3s/server/tls/server-ca.crt, mode, 0666",
        "pki_keys_are_private, /var/lib/rancher/k3s/server/tls/etcd/client.key, mode, 0644",
        "network_files_are_private, /var/lib/rancher/k3s/agent/etc/cni/net.d/10-flannel.conflist, mode, 0644",
        "kubelet_kubeconfig_is_private, /var/lib/rancher/k3s/agent/kubelet.kubeconfig, mode, 0644",
        "proxy_kubeconfig_is_private, /var/lib/rancher/k3s/agent/kubeproxy.kubeconfig, mode, 0644",
        "kubelet_config_is_private, /var/lib/rancher/k3s/agent/etc/kubelet.conf.d/00-defaults.conf, mode, 0644",
        "etcd_directory_is_private, /var/lib/rancher/k3s/server/db/etcd, mode, 0755"
    })
    void a_fault_is_found_where_it_is(String control, String path, String field, String value) {
        Object fault = field.equals("mode") ? value : Integer.valueOf(value);
        ControlResult result = judged(with(server("k3s", "/var/lib/rancher/k3s"), path, field, fault), control);

        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(result.findings()).anySatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.VIOLATED);
            assertThat(finding.subject()).startsWith("node/control-plane › ").endsWith(path);
        });
    }

    @Test
    void the_kubeconfig_of_a_proxy_in_a_pod_of_rke2_is_one_of_the_node() {
        String path = "/var/lib/rancher/rke2/agent/kubeproxy.kubeconfig";
        KubernetesFixture rke2 = server("rke2", "/var/lib/rancher/rke2");

        assertThat(judged(with(rke2, path, "mode", "0644"), "proxy_kubeconfig_is_private")
                        .verdict())
                .isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void an_agent_has_no_files_of_a_control_plane() {
        KubernetesFixture agent = server("k3s", "/var/lib/rancher/k3s")
                .changed(
                        KubernetesDocuments.NODES,
                        "",
                        "control-plane",
                        node -> node.with("metadata.annotations.\"k3s.io/node-args\"", "[\"agent\"]"));

        assertThat(judged(agent, "proxy_kubeconfig_is_private").verdict()).isEqualTo(Verdict.COMPLIANT);
        assertThat(judged(agent, "pki_keys_are_private").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k3s", "rke2"})
    void files_that_are_not_where_they_should_be_are_not_taken_for_none(String program) {
        String data = "/var/lib/rancher/" + program;
        KubernetesFixture elsewhere = server(program, data)
                .document(
                        KubernetesDocuments.ofNode("control-plane", KubernetesDocuments.FILES),
                        "{'/etc/kubernetes': {path: '/etc/kubernetes', exists: false}, '%1$s/server/tls': {path: '%1$s/server/tls', exists: false}, '%1$s/server/cred': {path: '%1$s/server/cred', exists: false}}"
                                .formatted(data));

        for (String control : List.of("kubeconfigs_are_private", "pki_belongs_to_root", "pki_keys_are_private")) {
            ControlResult result = judged(elsewhere, control);
            assertThat(result.verdict()).as(control).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(result.findings())
                    .anySatisfy(finding -> assertThat(finding.message()).contains("nothing in " + data + "/server/"));
        }
    }
}
