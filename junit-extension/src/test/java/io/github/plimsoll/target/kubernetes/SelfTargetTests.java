package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.Grant;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.KubernetesPlatform;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.fact.kubernetes.component.Etcd;
import io.github.plimsoll.fact.kubernetes.component.KubeProxy;
import io.github.plimsoll.fact.kubernetes.component.Kubelet;
import io.github.plimsoll.fact.kubernetes.files.ManifestFile;
import io.github.plimsoll.fact.kubernetes.files.PkiKey;
import io.github.plimsoll.fact.kubernetes.files.ProxyKubeconfig;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node tells of itself what the API server and pods on it would tell, and names who tells the rest. */
class SelfTargetTests {

    private static final String CONFIG = "/var/lib/kubelet/config.yaml";
    private static final String KEY = "c2VjcmV0IGlzIHNlY3VyZSwgb3IgaXMgaXQ/";
    private static final String API_SERVER = """
            apiVersion: v1
            kind: Pod
            metadata: {name: kube-apiserver, namespace: kube-system}
            spec:
              containers:
              - name: kube-apiserver
                command: [kube-apiserver, --profiling=false, --encryption-provider-config=/etc/kubernetes/enc/enc.yaml]
                volumeMounts: [{name: enc, mountPath: /etc/kubernetes/enc}]
              volumes: [{name: enc, hostPath: {path: /etc/on-the-node}}]
            """;

    @TempDir
    Path directory;

    private FakeNode node;

    @BeforeEach
    void a_worker() throws IOException {
        node = new FakeNode(directory)
                .kubelet("--config=" + CONFIG, "--kubeconfig=/etc/kubernetes/kubelet.conf")
                .file(CONFIG, "{kind: KubeletConfiguration, staticPodPath: /etc/kubernetes/manifests}")
                .file("/etc/kubernetes/kubelet.conf", "x")
                .file("/etc/kubernetes/manifests/.kept", "");
    }

    private Target opened() {
        return SelfTarget.open("node", node.machine(), TargetOptions.of(Map.of(), directory));
    }

    private Snapshot collected() {
        try (Target target = opened()) {
            return target.collect(Progress.silent());
        }
    }

    private static Reading reading(Snapshot snapshot) {
        return Reading.of(snapshot, new Recorder());
    }

    private static <S extends Subject> List<? extends Found<?>> located(Snapshot snapshot, Class<S> type) {
        return Objects.requireNonNull(new KubernetesPlatform().subjects().get(type))
                .locate(reading(snapshot));
    }

    private static JsonNode fact(Snapshot snapshot, String fact) {
        return snapshot.document(KubernetesDocuments.ofNode("worker-1", fact)).json();
    }

    private static Kubelet kubelet(Snapshot snapshot) {
        return Kubelet.of(reading(snapshot), "worker-1");
    }

    @Test
    void its_kubelet_is_judged_by_flags_and_files() throws IOException {
        node.kubelet("--config=" + CONFIG, "--config-dir=/etc/kubelet.d", "--read-only-port=0")
                .file("/etc/kubelet.d/20-b.conf", "{authentication: {anonymous: {enabled: false}}}")
                .file("/etc/kubelet.d/10-a.conf", "{authentication: {anonymous: {enabled: true}}, readOnlyPort: 10255}")
                .file("/etc/kubelet.d/30-c.conf.off", "{authentication: {anonymous: {enabled: true}}}");

        Kubelet kubelet = kubelet(collected());

        assertThat(kubelet.admitsAnonymous()).isFalse();
        assertThat(kubelet.openPort()).isZero();
        assertThat(kubelet.authorizer()).isEqualTo("Webhook");
        assertThat(kubelet.name()).isEqualTo("node/worker-1 › kubelet");
    }

    @Test
    void what_was_changed_after_the_start_is_not_what_it_goes_by() throws IOException {
        node.file(CONFIG, "{kind: KubeletConfiguration}", "rw-------", FakeNode.STARTED.plusSeconds(60));

        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> kubelet(collected()).admitsAnonymous())
                .withMessageContainingAll(CONFIG, "changed after the kubelet had started", "-Dtarget=cluster");
    }

    @Test
    void a_configuration_that_cannot_be_read_is_told_by_its_path() throws IOException, InterruptedException {
        node.kubelet("--config=/etc/pipe").pipe("/etc/pipe");
        assertThat(reason()).contains("/etc/pipe", "not a regular file");

        node.kubelet("--config=/etc/none");
        assertThat(reason()).contains("there is no /etc/none");

        node.kubelet("--config=/etc/bad").file("/etc/bad", "a: [");
        assertThat(reason()).contains("/etc/bad", "no YAML");

        node.kubelet("--config=here.yaml");
        assertThat(reason()).contains("there is no /started/here/here.yaml");
    }

    private String reason() {
        return collected()
                .document(KubernetesDocuments.ofNode("worker-1", KubernetesDocuments.KUBELET))
                .reason();
    }

    @Test
    void files_are_described_with_all_that_is_below_directories() {
        JsonNode files = fact(collected(), KubernetesDocuments.FILES);

        assertThat(files.path("/etc/kubernetes/kubelet.conf").path("mode").asText())
                .isEqualTo("0600");
        assertThat(files.path("/etc/kubernetes").path("listed").asBoolean()).isTrue();
        assertThat(files.path("/etc/kubernetes/manifests").path("type").asText())
                .isEqualTo("directory");
        assertThat(files.path("/etc/cni/net.d").path("exists").asBoolean(true)).isFalse();
    }

    @Test
    void a_worker_has_no_control_plane_and_nothing_that_only_the_cluster_has() {
        Snapshot snapshot = collected();

        assertThat(located(snapshot, ApiServer.class)).isEmpty();
        assertThat(located(snapshot, KubeProxy.class)).isEmpty();
        for (Class<? extends Subject> type : List.of(Grant.class, Workload.class)) {
            assertThatExceptionOfType(Absent.class)
                    .isThrownBy(() -> located(snapshot, type))
                    .withMessageContaining("-Dtarget=cluster");
        }
        assertThat(snapshot.document(KubernetesDocuments.PODS).reason()).contains("-Dtarget=cluster");
        assertThat(new KubernetesPlatform().attackSteps(snapshot)).isEmpty();
    }

    @Test
    void the_control_plane_is_known_by_the_nodes_own_pods() throws IOException {
        node.file("/etc/kubernetes/manifests/kube-apiserver.yaml", API_SERVER)
                .file("/etc/kubernetes/manifests/.kube-apiserver.yaml.swp", "no pod")
                .file("/etc/on-the-node/enc.yaml", """
                        resources:
                        - resources: [secrets]
                          providers: [{aescbc: {keys: [{name: key1, secret: short}]}}, {identity: {}}]
                        - resources: [configmaps]
                          providers: [{secretbox: {keys: [{name: key2, secret: %s}]}}]
                        """.formatted(KEY));

        Snapshot snapshot = collected();

        assertThat(located(snapshot, ApiServer.class))
                .extracting(Found::name)
                .containsExactly("node/worker-1 › kube-apiserver");
        ApiServer server = (ApiServer) located(snapshot, ApiServer.class).get(0).open(snapshot, new Recorder());
        assertThat(server.servesProfiles()).isFalse();
        assertThat(located(snapshot, ManifestFile.class)).hasSize(3);
        assertThat(fact(snapshot, KubernetesDocuments.SETTINGS)
                        .path("/etc/on-the-node/enc.yaml")
                        .at("/content/resources/0/providers/0")
                        .has("aescbc"))
                .isTrue();
        snapshot.documents().values().stream()
                .filter(document -> document.isReadable())
                .forEach(document -> assertThat(document.json().toString()).doesNotContain(KEY, "short"));
    }

    @Test
    void a_pod_from_two_files_is_not_guessed_at() throws IOException {
        node.file("/etc/kubernetes/manifests/kube-apiserver.yaml", API_SERVER)
                .file("/etc/kubernetes/manifests/kube-apiserver.yaml.bak", API_SERVER);

        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> located(collected(), ApiServer.class))
                .withMessageContainingAll("kube-apiserver.yaml and ", "kube-apiserver.yaml.bak");
    }

    @Test
    void pods_from_an_address_are_not_taken_for_none() throws IOException {
        node.kubelet("--config=" + CONFIG, "--manifest-url=http://10.0.0.1/pods");

        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> located(collected(), Etcd.class))
                .withMessageContaining("staticPodURL");
    }

    @Test
    void a_manifest_that_is_no_pod_hides_nothing() throws IOException {
        node.file("/etc/kubernetes/manifests/x.yaml", "kind: Pod\nmetadata: [");

        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> located(collected(), Etcd.class))
                .withMessageContaining("/etc/kubernetes/manifests/x.yaml");
    }

    @Test
    void a_program_in_a_container_is_neither_the_nodes_nor_absent() throws IOException {
        node.process(200, "kube-proxy", "0", "200\t1", "/usr/local/bin/kube-proxy", "--config=/x");

        Snapshot snapshot = collected();

        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> located(snapshot, KubeProxy.class))
                .withMessageContainingAll("kube-proxy runs on node/worker-1 in a pod", "-Dtarget=cluster");
        assertThat(located(snapshot, ProxyKubeconfig.class)).isEmpty();
    }

    @Test
    void a_program_of_the_node_is_judged_by_its_command_line() throws IOException {
        node.process(200, "etcd", "105", "200", "/usr/bin/etcd", "--config-file=/etc/etcd.yaml")
                .file("/etc/etcd.yaml", "{client-transport-security: {client-cert-auth: true, trusted-ca-file: /ca}}");

        Snapshot snapshot = collected();
        Etcd etcd = (Etcd) located(snapshot, Etcd.class).get(0).open(snapshot, new Recorder());

        assertThat(etcd.name()).isEqualTo("node/worker-1 › etcd");
        assertThatExceptionOfType(Unreadable.class)
                .as("whose authority API servers elsewhere go by is not known here")
                .isThrownBy(etcd::sharesItsAuthority)
                .withMessageContaining("-Dtarget=cluster");
    }

    @Test
    void a_store_that_is_set_up_by_variables_is_judged_by_them() throws IOException {
        node.process(200, "etcd", "105", "200", "/usr/bin/etcd", "--auto-tls=false")
                .environment(
                        200,
                        "ETCD_CLIENT_CERT_AUTH=true",
                        "ETCD_AUTO_TLS=true",
                        "ETCD_LISTEN_CLIENT_URLS=https://10.0.0.1:2379",
                        "ETCD_KEY_FILE=/srv/etcd/server.key",
                        "ETCD_ROOT_PASSWORD=c4n4ry",
                        "OTHER=c4n4ry")
                .file("/srv/etcd/server.key", "x", "rw-r--r--", FakeNode.STARTED);

        Snapshot snapshot = collected();
        Etcd etcd = (Etcd) located(snapshot, Etcd.class).get(0).open(snapshot, new Recorder());

        assertThat(etcd.knowsClients()).isTrue();
        assertThat(etcd.openListeners()).isEmpty();
        assertThat(etcd.makesOwnCertificate())
                .as("a flag comes before a variable")
                .isFalse();
        assertThat(etcd.knowsPeers()).isFalse();
        assertThat(located(snapshot, PkiKey.class))
                .extracting(Found::name)
                .contains("node/worker-1 › file /srv/etcd/server.key");
        assertThat(snapshot.document(KubernetesDocuments.ofNode("worker-1", KubernetesDocuments.PROCESSES))
                        .json()
                        .toString())
                .doesNotContain("c4n4ry", "OTHER");
    }

    @Test
    void what_k3s_has_within_itself_is_not_taken_for_absent() throws IOException {
        node.process(FakeNode.KUBELET, "k3s-server", "0", "100", "/usr/local/bin/k3s", "server");

        Snapshot snapshot = collected();

        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> located(snapshot, ApiServer.class));
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> kubelet(snapshot).admitsAnonymous())
                .withMessageContainingAll("k3s-server", "-Dtarget=cluster");
    }

    @Test
    void the_node_is_called_as_its_kubelet_calls_it() throws IOException {
        assertThat(opened().description()).contains("Node worker-1 ", "process " + FakeNode.KUBELET);

        node.kubelet("--config=" + CONFIG, "--hostname-override", "Blue");
        assertThat(opened().description()).contains("Node blue ");
    }

    @Test
    void a_machine_that_is_no_node_or_several_is_refused() throws IOException {
        node.process(101, "kubelet", "0", "101", "/usr/bin/kubelet");
        refused("2 kubelets run on this machine");

        node = new FakeNode(directory.resolve("kind"))
                .process(7, "kubelet", "0", "7\t1", "/usr/bin/kubelet")
                .process(8, "kubelet", "1000", "8", "/home/joe/kubelet");
        refused("run in containers of their own");

        node = new FakeNode(directory.resolve("none"));
        refused("no kubelet runs on this machine");
    }

    private void refused(String why) {
        assertThatExceptionOfType(TargetUnavailable.class)
                .isThrownBy(this::opened)
                .withMessageContainingAll("-Dtarget=node: ", why, "-Dtarget=cluster");
    }
}
