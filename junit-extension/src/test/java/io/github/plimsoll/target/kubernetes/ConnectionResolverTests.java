package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.target.TargetUnavailable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionResolverTests {

    private static final String TWO = """
            current-context: live
            clusters:
              - {name: live, cluster: {server: 'https://live.example.com:6443'}}
              - {name: test, cluster: {server: 'https://test.example.com:6443/'}}
            contexts:
              - {name: live, context: {cluster: live, user: jane}}
              - {name: test, context: {cluster: test, user: joe}}
              - {name: nobody, context: {cluster: test}}
              - {name: lost, context: {cluster: gone, user: jane}}
              - {name: stranger, context: {cluster: live, user: jim}}
            users:
              - {name: jane, user: {token: one}}
              - {name: joe, user: {token: two}}
            """;

    @TempDir
    Path home;

    private Connection resolve(String spec, Map<String, String> environment) {
        return new ConnectionResolver(
                        Collecting.options(home, environment, Collecting.PATIENCE),
                        new InsideCluster(environment, home.resolve("account")))
                .resolve(spec);
    }

    private Path file(String name, String content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.writeString(file, content);
    }

    @Test
    void the_current_context_of_the_file_in_the_home_directory() throws IOException {
        Path file = file(".kube/config", TWO);

        Connection connection = resolve("cluster", Map.of());

        assertThat(connection.server()).isEqualTo("https://live.example.com:6443");
        assertThat(connection.context()).isEqualTo("live");
        assertThat(connection.user()).isEqualTo("jane");
        assertThat(connection.config().getAutoOAuthToken()).isEqualTo("one");
        assertThat(connection.why()).isEqualTo(file + ", its current context");
    }

    @Test
    void what_tools_put_beside_clusters_and_contexts_is_passed_over() throws IOException {
        file(".kube/config", """
                current-context: here
                preferences: {colors: true}
                extensions: [{name: tool, extension: {kind: Pod, apiVersion: v1, spec: [7]}}]
                clusters:
                  - name: here
                    cluster:
                      server: 'https://here.example.com'
                      extensions: [{name: cluster_info, extension: {provider: minikube.sigs.k8s.io, version: v1.37.0}}]
                contexts:
                  - name: here
                    context: {cluster: here, user: jane, extensions: [{name: context_info, extension: {version: 7}}]}
                users:
                  - {name: jane, user: {token: one, extensions: [{name: x, extension: [1]}]}}
                """);

        Connection connection = resolve("cluster", Map.of());

        assertThat(connection.server()).isEqualTo("https://here.example.com");
        assertThat(connection.config().getAutoOAuthToken()).isEqualTo("one");
    }

    @Test
    void a_context_by_its_name() throws IOException {
        file(".kube/config", TWO);

        Connection connection = resolve("cluster:test", Map.of());

        assertThat(connection.server()).isEqualTo("https://test.example.com:6443");
        assertThat(connection.user()).isEqualTo("joe");
        assertThat(connection.config().getAutoOAuthToken()).isEqualTo("two");
    }

    @Test
    void a_file_by_its_name() throws IOException {
        Path file = file("other", TWO);

        assertThat(resolve("kubeconfig:" + file, Map.of("KUBECONFIG", "/nowhere"))
                        .context())
                .isEqualTo("live");
    }

    @Test
    void a_context_without_a_user_is_nobody() throws IOException {
        file(".kube/config", TWO);

        Connection connection = resolve("cluster:nobody", Map.of());

        assertThat(connection.user()).isEmpty();
        assertThat(connection.login()).isEqualTo("no credentials");
    }

    @Test
    void several_files_are_one_configuration_and_the_first_to_say_something_counts() throws IOException {
        Path first = file("a/first", """
                clusters: [{name: live, cluster: {server: 'https://first.example.com', certificate-authority: ca.crt}}]
                """);
        Path second = file("second", TWO);

        Connection connection = resolve(
                "cluster",
                Map.of("KUBECONFIG", String.join(File.pathSeparator, "/nowhere", first.toString(), second.toString())));

        assertThat(connection.server()).isEqualTo("https://first.example.com");
        assertThat(connection.context()).isEqualTo("live");
        assertThat(connection.why()).isEqualTo("KUBECONFIG is set, its current context");
        assertThat(connection.config().getCaCertFile())
                .as("relative to the file it stands in")
                .isEqualTo(home.resolve("a/ca.crt").toString());
    }

    @Test
    void a_pod_finds_its_own_cluster_where_there_is_no_kubeconfig() throws IOException {
        String claims = Base64.getUrlEncoder()
                .encodeToString("{\"sub\": \"system:serviceaccount:ci:auditor\"}".getBytes(StandardCharsets.UTF_8));
        file("account/token", "e30." + claims + ".sig");

        Connection connection =
                resolve("cluster", Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443"));

        assertThat(connection.server()).isEqualTo("https://[fd00::1]:443");
        assertThat(connection.user()).isEqualTo("system:serviceaccount:ci:auditor");
        assertThat(connection.why()).isEqualTo("this is a pod of it");
    }

    @Test
    void no_kubeconfig_at_all() {
        assertThatThrownBy(() -> resolve("cluster", Map.of()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessage("no cluster to audit: KUBECONFIG is not set, there is no " + home.resolve(".kube/config")
                        + ", and this is no pod of a cluster; name a file with -Dtarget=kubeconfig:FILE");
        assertThatThrownBy(() -> resolve("cluster", Map.of("KUBECONFIG", "/nowhere")))
                .hasMessageStartingWith("there is no kubeconfig /nowhere that KUBECONFIG names; ");
        assertThatThrownBy(() -> resolve("kubeconfig:/nowhere", Map.of()))
                .hasMessageStartingWith("there is no kubeconfig /nowhere; ");
    }

    @Test
    void what_leads_nowhere() throws IOException {
        Path file = file(".kube/config", TWO);

        assertThatThrownBy(() -> resolve("cluster:prod", Map.of()))
                .hasMessage(
                        "the kubeconfig " + file + " has no context 'prod'; choose one with -Dtarget=cluster:CONTEXT:"
                                + " live, test, nobody, lost, stranger");
        assertThatThrownBy(() -> resolve("cluster:lost", Map.of()))
                .hasMessage("the context 'lost' of the kubeconfig " + file
                        + " leads nowhere: there is no server of a cluster 'gone'");
        assertThatThrownBy(() -> resolve("cluster:stranger", Map.of()))
                .hasMessageEndingWith("is for a user 'jim', whom it does not have");
    }

    @Test
    void what_is_no_kubeconfig() throws IOException {
        file(".kube/config", "clusters: [\n  }");
        assertThatThrownBy(() -> resolve("cluster", Map.of())).hasMessageContaining(" is not YAML: line ");

        file(".kube/config", "hello");
        assertThatThrownBy(() -> resolve("cluster", Map.of())).hasMessageContaining(" is none: ");

        file(".kube/config", "clusters: []");
        assertThatThrownBy(() -> resolve("cluster", Map.of()))
                .hasMessageEndingWith("has no current context; it has none at all");
    }

    @Test
    void a_server_that_nothing_vouches_for_is_refused() throws IOException {
        file(
                ".kube/config",
                TWO.replace("live.example.com:6443'", "live.example.com:6443', insecure-skip-tls-verify: true"));

        assertThatThrownBy(() -> resolve("cluster", Map.of()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("the cluster 'live' of the kubeconfig")
                .hasMessageContaining("(insecure-skip-tls-verify)")
                .hasMessageContaining("put its authority into certificate-authority-data");
    }

    @Test
    void authorities_that_cannot_be_read_are_told() throws IOException {
        file(
                ".kube/config",
                TWO.replace("live.example.com:6443'", "live.example.com:6443', certificate-authority: gone.crt"));

        Connection connection = resolve("cluster", Map.of());

        assertThatThrownBy(() -> KubernetesTarget.open(
                        "cluster", connection, Collecting.options(home, Map.of(), Collecting.PATIENCE)))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("there is no file " + home.resolve(".kube/gone.crt"));
    }

    @Test
    void whoever_acts_as_another_is_that_other() throws IOException {
        actsAs("as: auditor, as-groups: [readers, nightly], as-user-extra: {ticket: ['4711']}");

        Connection connection = resolve("cluster", Map.of());

        assertThat(connection.user()).isEqualTo("jane, acting as auditor");
        assertThat(connection.config().getImpersonateUsername()).isEqualTo("auditor");
        assertThat(connection.config().getImpersonateGroups()).containsExactly("readers", "nightly");
        assertThat(connection.config().getImpersonateExtras()).isEqualTo(Map.of("ticket", List.of("4711")));
    }

    @Test
    void whoever_acts_as_nobody_in_particular_is_not_let_go_on_as_themselves() throws IOException {
        actsAs("as-groups: [readers]");
        assertThatThrownBy(() -> resolve("cluster", Map.of()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageEndingWith("cannot be used: it says in what groups to act, but not as whom (`as`)");

        actsAs("as: auditor, as-uid: '7'");
        assertThatThrownBy(() -> resolve("cluster", Map.of()))
                .hasMessageContaining("(`as-uid`), which is not supported");
    }

    private void actsAs(String whom) throws IOException {
        file(".kube/config", """
                current-context: live
                clusters: [{name: live, cluster: {server: 'https://live.example.com:6443'}}]
                contexts: [{name: live, context: {cluster: live, user: jane}}]
                users: [{name: jane, user: {token: t, %s}}]
                """.formatted(whom));
    }
}
