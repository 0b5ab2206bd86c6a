package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.Config;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes are looked at by pods that are gone afterwards, whatever became of them. */
@Timeout(120)
class NodeProbeTests {

    private static final String PODS = "/api/v1/namespaces/kube-system/pods";
    private static final String EVENTS = "/api/v1/namespaces/kube-system/events";
    private static final String SAID =
            "file\t8180 0 0 1700000000\t/etc/kubernetes/admin.conf\t/etc/kubernetes/admin.conf\nend\n";

    @TempDir
    Path directory;

    private FakeApiServer server;
    private String says = SAID;

    @BeforeEach
    void start() throws IOException {
        server = FakeApiServer.start();
        nodes(node("a", "True"));
        server.answers("POST " + PODS, Scripts.json(201, "{}"));
        server.answers(EVENTS, FakeApiServer.list());
        pods(Map.of("phase", "'Succeeded'"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void nodes(String... nodes) {
        server.answers(KubernetesDocuments.NODES, FakeApiServer.list(nodes));
    }

    private static String node(String name, String ready) {
        return "{'metadata': {'name': '%s'}, 'status': {'conditions': [{'type': 'Ready', 'status': '%s'}]}}"
                .formatted(name, ready);
    }

    /** All pods that were created and not removed are in that state; each of them says the same and can be removed. */
    private void pods(Map<String, String> status) {
        server.answers("GET " + PODS, out -> {
            StringBuilder items = new StringBuilder();
            for (JsonNode pod : created()) {
                String name = pod.at("/metadata/name").asText();
                server.answers("GET " + PODS + "/" + name + "/log", Scripts.json(200, says));
                server.answers("DELETE " + PODS + "/" + name, Scripts.json(200, "{}"));
                items.append(items.isEmpty() ? "" : ", ")
                        .append("{'metadata': {'name': '%s', 'creationTimestamp': '%s'}, 'status': {%s}}"
                                .formatted(
                                        name,
                                        Instant.now(),
                                        status.entrySet().stream()
                                                .map(entry -> "'" + entry.getKey() + "': " + entry.getValue())
                                                .collect(Collectors.joining(", "))));
            }
            Scripts.json(200, FakeApiServer.list(items.toString()).replace('\'', '"'))
                    .answer(out);
        });
    }

    private List<JsonNode> created() throws IOException {
        List<JsonNode> pods = new ArrayList<>();
        for (String body : server.bodies("POST " + PODS)) {
            pods.add(new ObjectMapper().readTree(body));
        }
        return pods;
    }

    private Snapshot collected() throws IOException {
        TargetOptions options = Collecting.options(directory, Map.of(), Collecting.PATIENCE)
                .withProbe(Optional.of(new TargetOptions.Probe("busybox", "kube-system")));
        try (Target target = new KubernetesTargetSource().open("kubeconfig:" + server.kubeconfig(directory), options)) {
            return target.collect(Progress.silent());
        }
    }

    private static Document files(Snapshot snapshot, String node) {
        return snapshot.document(KubernetesDocuments.ofNode(node, KubernetesDocuments.FILES));
    }

    private void everyPodWasRemoved() throws IOException {
        assertThat(created()).isNotEmpty();
        for (JsonNode pod : created()) {
            assertThat(server.requests())
                    .anyMatch(request -> request.startsWith(
                            "DELETE " + PODS + "/" + pod.at("/metadata/name").asText()));
        }
    }

    @Test
    void the_address_of_the_looking_pod_is_no_fact_of_the_node() throws IOException {
        String file = "file\t81a4 0 0 1700000000\t%1$s\t%1$s\n";
        says = file.formatted("/var/lib/cni/networks/pods/10.244.1.7")
                + file.formatted("/var/lib/cni/networks/pods/10.244.1.71")
                + file.formatted("/var/lib/cni/networks/pods/fd00::7")
                + file.formatted("/etc/cni/net.d/10.244.1.7") + "end\n";
        pods(Map.of("phase", "'Succeeded'", "podIPs", "[{'ip': '10.244.1.7'}, {'ip': 'fd00::7'}]"));

        List<String> paths = new ArrayList<>();
        files(collected(), "a").json().fieldNames().forEachRemaining(paths::add);

        assertThat(paths)
                .containsExactlyInAnyOrder("/var/lib/cni/networks/pods/10.244.1.71", "/etc/cni/net.d/10.244.1.7");
    }

    @Test
    void each_node_is_looked_at_and_its_pod_removed() throws IOException {
        nodes(node("a", "True"), node("b", "True"));

        Snapshot snapshot = collected();

        assertThat(files(snapshot, "a")
                        .json()
                        .at("/~1etc~1kubernetes~1admin.conf/mode")
                        .asText())
                .isEqualTo("0600");
        assertThat(files(snapshot, "b").isReadable()).isTrue();
        assertThat(created()).hasSize(2);
        everyPodWasRemoved();
    }

    @Test
    void the_pod_has_no_rights_but_to_read_what_it_needs() throws IOException {
        collected();

        JsonNode spec = created().get(0).path("spec");
        JsonNode container = spec.at("/containers/0");
        assertThat(spec.path("nodeName").asText()).isEqualTo("a");
        assertThat(spec.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(spec.has("hostNetwork") || spec.has("hostPID") || spec.has("hostIPC"))
                .isFalse();
        assertThat(spec.at("/tolerations/0/operator").asText()).isEqualTo("Exists");
        assertThat(spec.path("activeDeadlineSeconds").asInt()).isEqualTo(60);
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.path("securityContext").has("privileged")).isFalse();
        assertThat(container.path("volumeMounts"))
                .isNotEmpty()
                .allMatch(mount -> mount.path("readOnly").asBoolean());
        assertThat(spec.path("volumes"))
                .extracting(volume -> volume.at("/hostPath/path").asText())
                .doesNotContain("/", "/etc", "/var/lib", "/var/lib/kubelet", "/root");
    }

    @Test
    void on_a_server_of_k3s_its_own_places_are_looked_at() throws IOException {
        nodes("""
                {'metadata': {'name': 'a', 'labels': {'node-role.kubernetes.io/etcd': 'true'}, 'annotations': {'k3s.io/node-args':
                   '[\\"server\\",\\"--data-dir\\",\\"/srv/k3s\\",\\"--kube-apiserver-arg\\",\\"audit-policy-file=/srv/audit.yaml\\"]'}},
                 'status': {'conditions': [{'type': 'Ready', 'status': 'True'}], 'nodeInfo': {'kubeletVersion': 'v1.34.4+k3s1'}}}""");

        collected();

        JsonNode pod = created().get(0);
        assertThat(pod.at("/spec/volumes"))
                .extracting(volume -> volume.at("/hostPath/path").asText())
                .contains(
                        "/srv/k3s/server/tls",
                        "/srv/k3s/server/cred",
                        "/srv/k3s/server/db/etcd",
                        "/srv/k3s/agent/kubelet.kubeconfig",
                        "/srv/k3s/agent/etc/cni/net.d",
                        "/etc/rancher/k3s/k3s.yaml",
                        "/srv/audit.yaml")
                .doesNotContain("/srv/k3s", "/srv/k3s/agent");
        List<String> words = new ArrayList<>();
        pod.at("/spec/containers/0/command").forEach(word -> words.add(word.asText()));
        assertThat(String.join(" ", words))
                .contains("encryption /srv/k3s/server/cred/encryption-config.json", "settings /srv/audit.yaml");
    }

    @Test
    void without_the_switch_nothing_is_started_and_the_reason_names_it() throws IOException {
        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(files(snapshot, "a").reason()).contains("node/a", "-Dprobe=nodes");
        assertThat(created()).isEmpty();
    }

    @Test
    void a_node_that_is_not_ready_is_left_alone() throws IOException {
        nodes(node("a", "True"), node("b", "False"));

        Snapshot snapshot = collected();

        assertThat(files(snapshot, "a").isReadable()).isTrue();
        assertThat(files(snapshot, "b").reason()).contains("node/b", "not ready");
        assertThat(created()).hasSize(1);
    }

    /** By a hash of their names these two were one: the second had no pod, and that of the first was left. */
    @Test
    void each_node_has_a_pod_of_a_name_of_its_own() throws IOException {
        nodes(node("node-c0", "True"), node("node-an", "True"));

        Snapshot snapshot = collected();

        assertThat(files(snapshot, "node-c0").isReadable()).isTrue();
        assertThat(files(snapshot, "node-an").isReadable()).isTrue();
        assertThat(created()).extracting(pod -> pod.at("/metadata/name")).doesNotHaveDuplicates();
        everyPodWasRemoved();
    }

    @Test
    void a_pod_that_may_not_be_created_costs_the_node_alone() throws IOException {
        server.answers("POST " + PODS, Scripts.json(403, "{\"message\": \"pods is forbidden: violates PodSecurity\"}"));

        assertThat(files(collected(), "a").reason()).contains("node/a", "403", "violates PodSecurity");
    }

    @Test
    void a_pod_that_was_made_although_the_server_said_nothing_is_removed() throws IOException {
        server.answers("POST " + PODS, Scripts.json(504, "{\"message\": \"timed out\"}"));

        assertThat(files(collected(), "a").reason()).contains("node/a", "504", "timed out");
        everyPodWasRemoved();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'phase': 'Pending'", "'phase': 'Running'", "'reason': 'gone astray'", "'phase': 7"})
    void a_pod_that_never_comes_to_an_end_is_waited_for_no_longer_than_it_may_live(String status)
            throws IOException, GeneralSecurityException {
        pods(Map.of(status.split(": ")[0].replace("'", ""), status.split(": ")[1]));
        TargetOptions.Probe probe = new TargetOptions.Probe("busybox", "kube-system");
        TargetOptions options =
                Collecting.options(directory, Map.of(), Collecting.PATIENCE).withProbe(Optional.of(probe));
        Instant begin = Instant.now();

        Config config = Config.fromKubeconfig(server.kubeconfig(directory).toFile());
        try (LibraryClient client = LibraryClient.of(config, new ReadOnly(options.probe()))) {
            ClusterApi api = new ClusterApi(
                    new ApiClients(config, any -> client),
                    server.address(),
                    options,
                    new ObjectRedactor(new Redactor()));
            try (NodeProbe looking = new NodeProbe(api, probe, Duration.ofSeconds(1))) {
                Map<String, Document> facts =
                        looking.look(Map.of("a", NodePlan.of(List.of(), MissingNode.getInstance())), Progress.silent());

                assertThat(facts.get(KubernetesDocuments.ofNode("a", KubernetesDocuments.FILES)))
                        .extracting(Document::reason)
                        .asString()
                        .contains("node/a", "did not come to an end within 1 s");
                assertThat(looking.leftovers()).isEmpty();
            }
        }

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
        everyPodWasRemoved();
    }

    @Test
    void a_pod_whose_image_is_missing_is_removed_at_once() throws IOException {
        pods(Map.of(
                "phase",
                "'Pending'",
                "containerStatuses",
                "[{'state': {'waiting': {'reason': 'ErrImagePull', 'message': 'no such host'}}}]"));

        assertThat(files(collected(), "a").reason()).contains("ErrImagePull: no such host");
        everyPodWasRemoved();
    }

    @Test
    void a_directory_that_the_node_does_not_have_is_left_out_and_told_as_absent() throws IOException {
        pods(Map.of("phase", "'Pending'"));
        server.answers(EVENTS, out -> {
            List<JsonNode> created = created();
            if (created.size() == 1) {
                Scripts.json(
                                200,
                                FakeApiServer.list(
                                                "{'involvedObject': {'name': '%s'}, 'message': 'MountVolume.SetUp failed for volume \\'v1\\' : hostPath type check failed: /etc/cni/net.d is not a directory'}"
                                                        .replace("\\'", "")
                                                        .formatted(created.get(0)
                                                                .at("/metadata/name")
                                                                .asText()))
                                        .replace('\'', '"'))
                        .answer(out);
                pods(Map.of("phase", "'Succeeded'"));
            } else {
                Scripts.json(200, FakeApiServer.list().replace('\'', '"')).answer(out);
            }
        });

        Snapshot snapshot = collected();

        assertThat(created()).hasSize(2);
        assertThat(created().get(1).at("/spec/volumes"))
                .extracting(volume -> volume.at("/hostPath/path").asText())
                .doesNotContain("/etc/cni/net.d");
        assertThat(files(snapshot, "a").json().at("/~1etc~1cni~1net.d/exists").asBoolean(true))
                .isFalse();
        everyPodWasRemoved();
    }

    @Test
    void a_file_that_another_one_names_is_looked_at_by_a_second_pod() throws IOException {
        server.answers(KubernetesDocuments.PODS, FakeApiServer.list("""
                {'metadata': {'name': 'kube-apiserver-a', 'namespace': 'kube-system'}, 'status': {'phase': 'Running'},
                 'spec': {'nodeName': 'a', 'volumes': [{'name': 'v', 'hostPath': {'path': '/srv'}}], 'containers': [{
                   'command': ['kube-apiserver', '--admission-control-config-file=/conf/admission.yaml'],
                   'volumeMounts': [{'name': 'v', 'mountPath': '/conf'}]}]}}"""));
        says = "settings\t/srv/admission.yaml\nline\tplugins: [{name: PodSecurity, path: pss.yaml}]\n\nend\n";

        collected();

        assertThat(created()).hasSize(2);
        List<String> words = new ArrayList<>();
        created().get(1).at("/spec/containers/0/command").forEach(word -> words.add(word.asText()));
        assertThat(String.join(" ", words)).contains("settings /srv/admission.yaml", "settings /srv/pss.yaml");
        everyPodWasRemoved();
    }

    @Test
    void a_report_that_breaks_off_is_no_report() throws IOException {
        says = "file\t8180 0 0 1\t/etc/x\t/etc/x\n";

        assertThat(files(collected(), "a").reason()).contains("before it had said all");
        everyPodWasRemoved();
    }

    @Test
    void what_an_earlier_run_left_is_removed_but_not_what_may_still_be_at_work() throws IOException {
        String old =
                "{'metadata': {'name': 'plimsoll-node-old', 'creationTimestamp': '2020-01-01T00:00:00Z'}, 'status': {'phase': 'Running'}}";
        String young =
                "{'metadata': {'name': 'plimsoll-node-young', 'creationTimestamp': '%s'}, 'status': {'phase': 'Running'}}"
                        .formatted(Instant.now());
        server.answers("DELETE " + PODS + "/plimsoll-node-old", Scripts.json(200, "{}"));
        server.answers(
                PODS + "?labelSelector=app.kubernetes.io%2Fmanaged-by%3Dplimsoll%2Cplimsoll%2Frun",
                Scripts.json(200, FakeApiServer.list(old, young).replace('\'', '"')));

        Snapshot snapshot = collected();

        assertThat(snapshot.header().warnings())
                .anyMatch(warning -> warning.contains("kube-system/plimsoll-node-young is of another audit"));
        assertThat(server.requests())
                .anyMatch(request -> request.startsWith("DELETE " + PODS + "/plimsoll-node-old"))
                .noneMatch(request -> request.startsWith("DELETE " + PODS + "/plimsoll-node-young"));
    }
}
