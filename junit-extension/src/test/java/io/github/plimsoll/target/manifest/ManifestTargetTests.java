package io.github.plimsoll.target.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTargetTests {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              containers:
                - name: app
                  image: web:1
            """;

    @TempDir
    Path directory;

    private Snapshot collect(String path) {
        ManifestTargetSource source = new ManifestTargetSource();
        try (Target target =
                source.open("manifests:" + path, TargetOptions.ofThisMachine().withMaxDocumentBytes(10_000))) {
            return target.collect(Progress.silent());
        }
    }

    private Snapshot collected(String yaml) throws IOException {
        Files.writeString(directory.resolve("all.yaml"), yaml);
        return collect(directory.toString());
    }

    private static List<JsonNode> items(Snapshot snapshot, String list) {
        List<JsonNode> items = new ArrayList<>();
        snapshot.document(list).json().path("items").forEach(items::add);
        return items;
    }

    private String place(String line) {
        return directory.resolve("all.yaml").toString().replace('\\', '/') + ":" + line;
    }

    @Test
    void objects_are_found_in_documents_and_lists_with_what_the_api_server_would_fill_in() throws IOException {
        Snapshot snapshot = collected(POD + """
                ---
                apiVersion: v1
                kind: List
                items:
                  - apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: shop, namespace: a}
                    spec: {template: {spec: {containers: [{name: x}]}}}
                ---
                apiVersion: v1
                kind: PodList
                items:
                - metadata: {generateName: job-}
                  spec: {}
                """);

        assertThat(items(snapshot, KubernetesDocuments.PODS))
                .extracting(pod -> pod.path("metadata").toString())
                .containsExactly(
                        "{\"name\":\"web\",\"namespace\":\"default\"}",
                        "{\"generateName\":\"job-\",\"name\":\"job-\",\"namespace\":\"default\"}");
        assertThat(items(snapshot, KubernetesDocuments.PODS))
                .extracting(pod -> pod.path("$place").asText())
                .containsExactly(place("1"), place("20"));
        assertThat(items(snapshot, KubernetesDocuments.PODS).get(0).at("/spec/containers/0/$place"))
                .hasToString("\"" + place("6") + "\"");
        assertThat(items(snapshot, KubernetesDocuments.DEPLOYMENTS)
                        .get(0)
                        .at("/spec/template/spec/containers/0/$place"))
                .hasToString("\"" + place("15") + "\"");
        assertThat(snapshot.header().warnings()).isEmpty();
        assertThat(snapshot.document(KubernetesDocuments.NODES).isReadable()).isFalse();
    }

    @Test
    void what_is_not_looked_at_is_told() throws IOException {
        Files.writeString(directory.resolve("values.yaml"), "replicas: 2\n");
        Files.createDirectories(directory.resolve(".git"));
        Files.writeString(directory.resolve(".git/x.yaml"), "{{ broken");

        assertThat(collected(POD + """
                ---
                apiVersion: cert-manager.io/v1
                kind: Certificate
                metadata: {name: tls}
                """).header().warnings())
                .containsExactly(
                        "Not looked at, cert-manager.io/v1 Certificate: tls (" + place("9") + ")",
                        "Not looked at, no object of Kubernetes: " + place("1").replace("all.yaml", "values.yaml"));
    }

    @Test
    void secrets_do_not_enter_the_snapshot() throws IOException {
        Snapshot snapshot = collected(POD.replace("image: web:1", "env: [{name: DB_PASSWORD, value: canary-1}]") + """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: db}
                data: {password: Y2FuYXJ5LTI=}
                stringData: {other: canary-3}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {token: canary-4}
                """);
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        SnapshotFile.write(snapshot, recorded);
        Snapshot again = SnapshotFile.read(new ByteArrayInputStream(recorded.toByteArray()));

        assertThat(again.documents().values().stream()
                        .filter(document -> document.isReadable())
                        .map(document -> document.json().toString()))
                .isNotEmpty()
                .noneMatch(text -> text.contains("canary-") || text.contains("Y2FuYXJ5"));
        assertThat(items(again, KubernetesDocuments.SECRETS).get(0).path("keys"))
                .hasToString("[\"password\",\"other\"]");
    }

    @Test
    void roles_that_no_file_holds_are_the_built_in_ones_or_unknown() throws IOException {
        Snapshot snapshot = collected("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: viewers, namespace: a}
                roleRef: {kind: ClusterRole, name: view}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: others, namespace: a}
                roleRef: {kind: Role, name: mine}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: all}
                aggregationRule: {clusterRoleSelectors: []}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: more, labels: {rbac.authorization.k8s.io/aggregate-to-view: 'true'}}
                rules: [{verbs: [get], apiGroups: [acme.example.com], resources: [ships]}]
                """);

        JsonNode view = items(snapshot, KubernetesDocuments.CLUSTER_ROLES).get(2);
        assertThat(view.path("metadata").path("name").asText()).isEqualTo("view");
        assertThat(view.path("rules").toString())
                .contains("configmaps", "ships")
                .doesNotContain("secrets");
        assertThat(items(snapshot, KubernetesDocuments.ROLES)
                        .get(0)
                        .path("$unread")
                        .asText())
                .isEqualTo("role/a/mine is in none of the files, so what it allows is not known");
        assertThat(items(snapshot, KubernetesDocuments.CLUSTER_ROLES).get(0).has("$unread"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a: 1\nb: "x'                                        | :2: not understood: found unexpected end of stream
            'metadata:\n  name: {{ .Values.name }}\n'           | :2: a template that nobody has rendered; render it
            'apiVersion: v1\nkind: Pod\nmetadata: {name: "{{ .X }}"}' | :1: a template that nobody has rendered; render it
            'apiVersion: v1\nkind: Pod\nspec: {}'                | :1: a Pod without metadata.name
            'apiVersion: v1\nkind: Pod\nmetadata: {labels: {}}'  | :1: a Pod without metadata.name
            'replicas: 3'                                        | : nothing in it is an object of Kubernetes
            """)
    void a_file_that_is_no_manifest_is_refused_in_one_line(String yaml, String message) {
        assertThatThrownBy(() -> collected(yaml.replace("\\n", "\n")))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("all.yaml" + message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void an_object_that_stands_in_two_ways_is_no_state_of_a_cluster() throws IOException {
        assertThat(items(collected(POD + "---\n" + POD), KubernetesDocuments.PODS))
                .hasSize(1);
        assertThatThrownBy(() -> collected(POD + "---\n" + POD.replace("web:1", "web:2")))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining(":9: Pod web stands here a second time and otherwise than in " + place("1")
                        + "; name one overlay");
    }

    @Test
    void a_file_has_an_end() throws IOException {
        assertThatThrownBy(() -> collected("#".repeat(10_001)))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageEndingWith("all.yaml: is longer than 10000 bytes");
        assertThatThrownBy(() -> collect(directory.resolve("none.yaml").toString()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageEndingWith("none.yaml: there is no such file");
        Files.delete(directory.resolve("all.yaml"));
        assertThatThrownBy(() -> collect(directory.toString()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("no file in it is named");
    }
}
