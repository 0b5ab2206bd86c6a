package io.github.plimsoll.target.kubernetes;

import static io.github.plimsoll.target.kubernetes.FakeApiServer.list;
import static io.github.plimsoll.target.kubernetes.FakeApiServer.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Scripts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A secret in every place where a cluster may have one is in no snapshot, and what controls judge is. */
@Timeout(60)
class CanaryTests {

    private static final String CONTAINER = """
            {'name': 'web', 'image': 'https://u:c4n4ry@registry/web', 'command': ['app', '--password', 'c4n4ry'], 'args': ['c4n4ry'],
             'env': [{'name': 'DB', 'value': 'c4n4ry'}, {'name': 'X', 'valueFrom': {'secretKeyRef': {'name': 'db', 'key': 'pw'}}}],
             'livenessProbe': {'exec': {'command': ['curl', '-u', 'me:c4n4ry']},
                               'httpGet': {'httpHeaders': [{'name': 'Authorization', 'value': 'Bearer c4n4ry-c4n4ry'}, {'name': 'X-Who', 'value': 'c4n4ry'}]}},
             'lifecycle': {'preStop': {'exec': {'command': ['sh', '-c', 'c4n4ry']}}}}
            """;

    private static final String APPLIED = "'kubectl.kubernetes.io/last-applied-configuration': 'c4n4ry'";

    @TempDir
    Path directory;

    @Test
    void no_secret_enters_a_snapshot() throws IOException {
        try (FakeApiServer server = FakeApiServer.start()) {
            server.answers(KubernetesDocuments.PODS, list("""
                    {'metadata': {'name': 'web', 'namespace': 'shop', 'annotations': {%1$s, 'note': 'c4n4ry', 'kubernetes.io/x': 'token=c4n4ry'},
                       'labels': {'app': 'web'}},
                     'spec': {'containers': [%2$s], 'initContainers': [%2$s], 'ephemeralContainers': [%2$s],
                       'volumes': [{'name': 'v', 'flexVolume': {'options': {'password': 'c4n4ry'}}}, {'name': 's', 'secret': {'secretName': 'db'}}]},
                     'status': {'phase': 'Running', 'message': 'cannot reach http://u:c4n4ry@h'}}""".formatted(APPLIED, CONTAINER), """
                    {'metadata': {'name': 'kube-apiserver-a', 'namespace': 'kube-system'},
                     'spec': {'containers': [{'name': 'kube-apiserver', 'command': ['kube-apiserver', '--profiling=false', '--token-auth-file=/etc/tokens',
                       '--service-account-extend-token-expiration=false', '--etcd-servers=https://u:c4n4ry@etcd:2379', '--bind-address=$(HOST)',
                       '--x=$(DB_PASSWORD)'],
                       'env': [{'name': 'HOST', 'value': '10.0.0.1'}, {'name': 'OTHER', 'value': 'c4n4ry'}, {'name': 'DB_PASSWORD', 'value': 'c4n4ry'}]}]}}""", """
                    {'metadata': {'name': 'etcd', 'namespace': 'shop'},
                     'spec': {'containers': [{'name': 'etcd', 'image': 'docker.io/bitnami/etcd:3.6',
                       'env': [{'name': 'ETCD_ROOT_PASSWORD', 'value': 'c4n4ry'}, {'name': 'ETCD_CLIENT_CERT_AUTH', 'value': 'true'}]}]}}"""));
            server.answers(KubernetesDocuments.NODES, list("""
                    {'metadata': {'name': 'a', 'annotations': {'rke2.io/node-args':
                       '[\\"server\\",\\"--token\\",\\"c4n4ry\\",\\"--data-dir\\",\\"/srv/rke2\\"]', 'rke2.io/node-env': '{\\"A\\":\\"c4n4ry\\",\\"RKE2_TOKEN\\":\\"c4n4ry\\",\\"RKE2_NODE_NAME\\":\\"node-a\\"}'}}}"""));
            server.answers(KubernetesDocuments.CRON_JOBS, list("""
                    {'metadata': {'name': 'job', 'namespace': 'shop'},
                     'spec': {'jobTemplate': {'spec': {'template': {'metadata': {'annotations': {'a': 'c4n4ry'}}, 'spec': {'containers': [%s]}}}}}}""".formatted(CONTAINER)));
            server.answers(
                    KubernetesDocuments.CONFIG_MAPS,
                    list(
                            "{'metadata': {'name': 'app', 'namespace': 'shop'}, 'data': {'a': 'c4n4ry'}, 'binaryData': {'b': 'c4n4ry'}}",
                            "{'metadata': {'name': 'kube-proxy', 'namespace': 'shop'}, 'data': {'config.conf': 'c4n4ry'}}",
                            "{'metadata': {'name': 'kube-proxy', 'namespace': 'kube-system'},"
                                    + " 'data': {'config.conf': 'metricsBindAddress: 0.0.0.0:10249\\npassword: c4n4ry'}}"));
            server.answers(KubernetesDocuments.SECRETS, table("""
                    {'cells': ['db', 'Opaque', 1], 'object': {'metadata': {'name': 'db', 'namespace': 'shop', 'annotations': {%s, 'a': 'c4n4ry'}}}}""".formatted(APPLIED)));
            server.answers(
                    KubernetesDocuments.SERVICES,
                    Scripts.json(500, "{\"message\": \"dial https://u:c4n4ry@h: password=c4n4ry\"}"));

            Snapshot snapshot = Collecting.from(server, directory);

            assertThat(snapshot.document(KubernetesDocuments.SERVICES).reason()).contains("500: dial https://‹");
            assertThat(text(snapshot))
                    .contains("‹redacted")
                    .contains("--profiling=false", "--token-auth-file=/etc/tokens", "extend-token-expiration=false")
                    .contains("metricsBindAddress: 0.0.0.0:10249")
                    .contains("\"value\":\"10.0.0.1\"", "/srv/rke2", "node-a")
                    .contains("{\"name\":\"ETCD_CLIENT_CERT_AUTH\",\"value\":\"true\"}")
                    .contains("\"secretName\":\"db\"", "\"key\":\"pw\"", "\"app\":\"web\"")
                    .doesNotContain("c4n4ry");
        }
    }

    private static String text(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotFile.write(snapshot, out);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
