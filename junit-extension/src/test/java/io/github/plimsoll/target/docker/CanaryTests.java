package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.image.Archives;
import io.github.plimsoll.target.image.Tar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret in every place where an engine may have one is in no snapshot. */
class CanaryTests {

    private static final String CONTAINER = """
            {'Id': 'c', 'Path': 'app', 'Args': ['--flag', 'c4n4ry'],
             'State': {'Running': true, 'Pid': 1, 'Error': 'cannot reach http://u:c4n4ry@h',
                       'Health': {'Log': [{'Output': 'secret is c4n4ry'}]}},
             'ExecIDs': ['e'],
             'Config': {'Env': ['DB_PASSWORD=c4n4ry', 'DOCKER_HOST=tcp://u:c4n4ry@h:1'], 'Labels': {'owner': 'c4n4ry', 'com.docker.compose.x': 'token=c4n4ry'},
                        'Cmd': ['app', '--flag', 'c4n4ry'], 'Entrypoint': ['sh', '-c', 'c4n4ry'],
                        'Healthcheck': {'Test': ['CMD-SHELL', 'curl -u u:c4n4ry x']}},
             'HostConfig': {'LogConfig': {'Type': 'splunk', 'Config': {'splunk-token': 'c4n4ry', 'splunk-url': 'https://u:c4n4ry@s'}},
                            'Mounts': [{'VolumeOptions': {'DriverConfig': {'Options': {'o': 'username=u,password=c4n4ry'}}}}],
                            'SecurityOpt': ['x=https://u:c4n4ry@h']}}
            """;

    private static final String SERVICE = """
            [{'ID': 's', 'Spec': {'Labels': {'a': 'c4n4ry'}, 'TaskTemplate': {'ContainerSpec': {
                'Env': ['A=c4n4ry'], 'Command': ['app', 'c4n4ry'], 'Args': ['c4n4ry'], 'Labels': {'a': 'c4n4ry'},
                'Healthcheck': {'Test': ['CMD', 'x', 'c4n4ry']}}}}}]
            """;

    private static final String HISTORY = """
            [{'CreatedBy': 'ENV A=c4n4ry'}, {'CreatedBy': 'ARG B=c4n4ry'}, {'CreatedBy': 'LABEL l=c4n4ry'},
             {'CreatedBy': '/bin/sh -c #(nop)  ENV A=c4n4ry'}, {'CreatedBy': 'CMD [app c4n4ry]'},
             {'CreatedBy': '|1 B=c4n4ry /bin/sh -c make'}, {'CreatedBy': 'RUN |1 B=c4n4ry /bin/sh -c make # buildkit'},
             {'CreatedBy': 'RUN /bin/sh -c mysql --password c4n4ry # buildkit'},
             {'CreatedBy': 'RUN /bin/sh -c docker login -u me -p c4n4ry'},
             {'CreatedBy': 'RUN /bin/sh -c curl https://u:c4n4ry@h', 'Comment': 'password=c4n4ry'}]
            """;

    private static final byte[] IMAGE = Archives.saved(new Tar()
            .file("root/.netrc", "machine h login u password c4n4ry")
            .file("root/.npmrc", "//h/:_authToken=c4n4ry")
            .file("app/.env", "DB_PASSWORD=c4n4ry-long")
            .file("app/key.pem", "-----BEGIN " + "PRIVATE KEY-----\n" + "c4n4ry".repeat(20) + "\n")
            .file("etc/apt/sources.list", "deb [trusted=yes] https://u:c4n4ry@h/ x")
            .file("etc/passwd", "root:c4n4ry-c4n4ry:0:0::/:/bin/sh\n")
            .file("etc/shadow", "root:$6$c4n4ry$c4n4ry:1::::::\n")
            .bytes());

    @TempDir
    Path directory;

    @Test
    void no_secret_enters_a_snapshot() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.onSocket(directory.resolve("docker.sock"))) {
            daemon.answers("/info", """
                    {'ServerVersion': '1', 'Swarm': {'LocalNodeState': 'active', 'ControlAvailable': true}, 'Labels': ['a=c4n4ry'],
                     'HttpProxy': 'http://u:c4n4ry@proxy', 'RegistryConfig': {'Mirrors': ['https://u:c4n4ry@mirror/']}}""");
            daemon.answers(
                    "/containers/json",
                    "[{'Id': 'c', 'ImageID': 'sha256:i', 'Command': 'app c4n4ry', 'Labels': {'a': 'c4n4ry'}}]");
            daemon.answers("/containers/c/json", CONTAINER);
            daemon.answers("/containers/c/top", """
                    {'Titles': ['PID', 'UID', 'COMMAND', 'COMMAND'], 'Processes': [['1', '0', 'app', 'app --x c4n4ry']]}""");
            daemon.answers("/exec/e/json", """
                    {'ID': 'e', 'ProcessConfig': {'entrypoint': 'sh', 'arguments': ['-c', 'c4n4ry'], 'privileged': false}}""");
            daemon.answers(
                    "/images/sha256:i/json",
                    "{'Id': 'sha256:i', 'Config': {'Env': ['A=c4n4ry'], 'Labels': {'a': 'c4n4ry'}}}");
            daemon.answers("/containers/c/changes", "[{'Path': '/usr/bin/x', 'Kind': 1}]");
            daemon.answers("/images/sha256:i/history", HISTORY);
            daemon.answers("/images/sha256:i/get", Scripts.bytes(IMAGE));
            daemon.answers("/volumes", """
                    {'Volumes': [{'Name': 'v', 'Labels': {'a': 'c4n4ry'}, 'Options': {'type': 'cifs', 'o': 'username=u,password=c4n4ry'}}]}""");
            daemon.answers(
                    "/networks", "[{'Name': 'n', 'Labels': {'a': 'c4n4ry'}, 'Options': {'auth-token': 'c4n4ry'}}]");
            daemon.answers("/plugins", """
                    [{'Name': 'p', 'Settings': {'Env': ['A=c4n4ry'], 'Args': ['c4n4ry']}, 'Config': {'Env': [{'Name': 'A', 'Value': 'c4n4ry'}], 'Args': {'Name': 'args', 'Value': ['c4n4ry']}}}]""");
            daemon.answers(
                    "/system/df",
                    "{'Images': [{'Labels': {'a': 'c4n4ry'}}], 'Containers': [{'Command': 'app c4n4ry'}]}");
            daemon.answers(
                    "/swarm",
                    "{'ID': 's', 'JoinTokens': {'Worker': 'c4n4ry', 'Manager': 'c4n4ry'}, 'Spec': {'CAConfig': {'SigningCAKey': 'c4n4ry'}}}");
            daemon.answers("/nodes", "[{'ID': 'n', 'Spec': {'Labels': {'a': 'c4n4ry'}}}]");
            daemon.answers("/services", SERVICE);
            daemon.answers("/tasks", SERVICE);
            daemon.answers(
                    "/secrets", "[{'ID': 'x', 'Spec': {'Name': 'db', 'Data': 'c4n4ry', 'Labels': {'a': 'c4n4ry'}}}]");
            daemon.answers(
                    "/configs", Scripts.json(500, "{\"message\": \"dial https://u:c4n4ry@h: password=c4n4ry\"}"));

            Snapshot snapshot = Collecting.from(daemon);

            assertThat(snapshot.documents().keySet().stream()
                            .filter(key -> key.startsWith("/"))
                            .filter(key -> !snapshot.document(key).isReadable()))
                    .as("what the engine did not tell: the broken configs")
                    .containsExactly(DockerDocuments.CONFIGS);
            assertThat(snapshot.document(DockerDocuments.CONFIGS).reason()).contains("500: dial https://‹");
            assertThat(text(snapshot)).contains("DB_PASSWORD=‹redacted").doesNotContain("c4n4ry");
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
