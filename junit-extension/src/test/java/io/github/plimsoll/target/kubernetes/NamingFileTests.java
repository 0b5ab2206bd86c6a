package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of admission leads to other files, which are read where the API server reads them. */
class NamingFileTests {

    private static final String ADMISSION = "/srv/k8s/admission.yaml";

    private static final String API_SERVER = """
            {metadata: {name: kube-apiserver, namespace: kube-system}, spec: {
              containers: [{
                name: kube-apiserver,
                command: [kube-apiserver, --admission-control-config-file=/etc/kubernetes/conf/admission.yaml],
                volumeMounts: [{name: conf, mountPath: /etc/kubernetes/conf/}, {name: deeper, mountPath: /etc/kubernetes/conf/own}]
              }],
              volumes: [{name: conf, hostPath: {path: /srv/k8s}}, {name: deeper, hostPath: {path: /srv/own/}}]
            }}
            """;

    private static JsonNode yaml(String text) throws IOException {
        return NodeContents.yaml(text);
    }

    private static JsonNode naming(String file, String plugins) throws IOException {
        return yaml("{'%s': {exists: true, content: {plugins: [%s]}}}".formatted(file, plugins));
    }

    private static NodePlan plan() throws IOException {
        return NodePlan.of(List.of(yaml(API_SERVER)), MissingNode.getInstance());
    }

    @Test
    void a_file_is_looked_at_where_the_servers_pod_has_it_from() throws IOException {
        NodePlan plan = plan();

        assertThat(plan.looks().get(NodePlan.SETTINGS)).contains(ADMISSION);
        assertThat(plan.addNamed(naming(
                        ADMISSION,
                        "{name: PodSecurity, path: pss.yaml}, {name: A, path: /etc/kubernetes/conf/own/a.yaml},"
                                + " {name: B, path: /image/b.yaml}, {name: C, path: c.yaml, configuration: {}}")))
                .isTrue();
        assertThat(plan.looks().get(NodePlan.SETTINGS))
                .contains("/srv/k8s/pss.yaml", "/srv/own/a.yaml")
                .doesNotContain("/image/b.yaml", "/srv/k8s/c.yaml");
        assertThat(plan.mounts()).containsKeys("/srv/k8s", "/srv/own/a.yaml").doesNotContainKey("/srv/k8s/pss.yaml");
    }

    @Test
    void what_is_looked_at_already_is_nothing_new() throws IOException {
        NodePlan plan = plan();
        JsonNode settings = naming(ADMISSION, "{name: PodSecurity, path: pss.yaml}");

        assertThat(plan.addNamed(settings)).isTrue();
        assertThat(plan.addNamed(settings)).isFalse();
    }

    @Test
    void what_the_node_does_not_have_is_not_tried_again() throws IOException {
        NodePlan plan = plan();
        JsonNode settings = naming(ADMISSION, "{name: A, path: /etc/kubernetes/conf/own/a.yaml}");
        plan.addNamed(settings);

        plan.drop("/srv/own/a.yaml");

        assertThat(plan.addNamed(settings)).isFalse();
        assertThat(plan.mounts()).doesNotContainKey("/srv/own/a.yaml");
        assertThat(plan.addProcess(List.of("kube-proxy", "--kubeconfig=/srv/own/a.yaml")))
                .isFalse();
    }

    @Test
    void other_files_name_none_whatever_they_say() throws IOException {
        NodePlan plan = plan();

        assertThat(plan.addNamed(naming("/srv/k8s/audit.yaml", "{name: PodSecurity, path: pss.yaml}")))
                .isFalse();
        assertThat(plan.addNamed(yaml("{'" + ADMISSION + "': {unreadable: 'no permission'}}")))
                .isFalse();
    }

    @Test
    void a_program_of_the_node_means_the_nodes_files(@TempDir Path directory) throws IOException {
        FakeNode node = new FakeNode(directory)
                .kubelet("--config=/var/lib/kubelet/config.yaml")
                .file("/var/lib/kubelet/config.yaml", "{kind: KubeletConfiguration}")
                .process(
                        200,
                        "kube-apiserver",
                        "0",
                        "200",
                        "/usr/bin/kube-apiserver",
                        "--admission-control-config-file=/etc/k/admission.yaml")
                .file("/etc/k/admission.yaml", """
                        plugins:
                        - name: PodSecurity
                          path: /etc/kubernetesadmissionconfigurations/podsecurity.yaml
                        """)
                .file(
                        "/etc/kubernetesadmissionconfigurations/podsecurity.yaml",
                        "{exemptions: {usernames: [eve]}, note: c4n4ryc4n4ryc4n4ryc4n4ryc4n4ryc4n4ryc4n4ry}");

        Snapshot snapshot;
        try (Target target = SelfTarget.open("node", node.machine(), TargetOptions.of(Map.of(), directory))) {
            snapshot = target.collect(Progress.silent());
        }

        JsonNode settings = snapshot.document(KubernetesDocuments.ofNode("worker-1", KubernetesDocuments.SETTINGS))
                .json();
        assertThat(settings.path("/etc/kubernetesadmissionconfigurations/podsecurity.yaml")
                        .at("/content/exemptions/usernames/0")
                        .asText())
                .isEqualTo("eve");
        assertThat(settings.toString()).doesNotContain("c4n4ry");
    }
}
