package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.host.UnitDirectories;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units are merged from files as systemd merges them. */
class UnitFactsTests {

    private static final String UNIT = "docker.service";

    @TempDir
    private Path root;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private JsonNode unit() {
        return new UnitFacts(new HostTree(root), UnitDirectories.OF_SYSTEM, new Redactor())
                .document(List.of(UNIT))
                .json()
                .get(UNIT);
    }

    private static List<String> texts(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void a_unit_that_is_not_there_is_a_fact() {
        assertThat(unit()).hasToString("{\"found\":false}");
    }

    @Test
    void the_administrators_unit_stands_over_the_packages() throws IOException {
        file("usr/lib/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd\n");
        file("etc/systemd/system/docker.service", "[Service]\nExecStart=/opt/dockerd\n");

        assertThat(unit().get("fragment").asText()).isEqualTo("/etc/systemd/system/docker.service");
        assertThat(texts(unit().at("/commands/0"))).containsExactly("/opt/dockerd");
    }

    @Test
    void drop_ins_add_and_take_away_in_the_order_of_their_names_and_the_strongest_of_one_name_counts()
            throws IOException {
        file("usr/lib/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd -H fd://\n");
        file("etc/systemd/system/docker.service.d/20-b.conf", "[Service]\nExecStart=/usr/bin/dockerd --debug\n");
        file("run/systemd/system/docker.service.d/10-a.conf", "[Service]\nExecStart=\n");
        file("usr/lib/systemd/system/docker.service.d/20-b.conf", "[Service]\nExecStart=/never\n");
        file("etc/systemd/system/service.d/05-all.conf", "[Service]\nEnvironment=A=1\n");
        file("etc/systemd/system/docker.service.d/note.txt", "[Service]\nExecStart=/never\n");

        assertThat(texts(unit().get("dropIns")))
                .containsExactly(
                        "/etc/systemd/system/service.d/05-all.conf",
                        "/run/systemd/system/docker.service.d/10-a.conf",
                        "/etc/systemd/system/docker.service.d/20-b.conf");
        assertThat(unit().get("commands")).hasSize(1);
        assertThat(texts(unit().at("/commands/0"))).containsExactly("/usr/bin/dockerd", "--debug");
    }

    @Test
    void what_leads_to_nothing_switches_off() throws IOException {
        file("usr/lib/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd\n");
        Files.createDirectories(root.resolve("etc/systemd/system"));
        Files.createSymbolicLink(root.resolve("etc/systemd/system/docker.service"), Path.of("/dev/null"));
        file("dev/null", "");

        assertThat(unit().get("masked").asBoolean()).isTrue();
    }

    @Test
    void variables_come_from_the_unit_and_its_files_and_secrets_stay_there() throws IOException {
        file("usr/lib/systemd/system/docker.service", """
                [Service]
                # a comment
                Environment="OPTS=--debug --icc=false" OTHER=x
                EnvironmentFile=-/etc/default/docker
                EnvironmentFile=-/etc/none
                ExecStart=-/usr/bin/dockerd -H fd:// \\
                    $OPTS --label=owner=c4n4ry ${OTHER}y $DOCKER_OPTS $NONE '--log-opt' "a b"
                """);
        file(
                "etc/default/docker",
                "# x\nDOCKER_OPTS=\"--log-opt splunk-token=c4n4ry --iptables=false\"\nTOKEN=c4n4ry\n");

        JsonNode unit = unit();

        assertThat(texts(unit.at("/commands/0")))
                .startsWith("/usr/bin/dockerd", "-H", "fd://", "--debug", "--icc=false")
                .contains("xy", "--iptables=false")
                .endsWith("--log-opt", "a b");
        assertThat(texts(unit.get("environmentFiles"))).containsExactly("/etc/default/docker", "/etc/none");
        assertThat(unit.toString()).doesNotContain("c4n4ry");
    }

    @Test
    void a_socket_unit_tells_where_it_listens() throws IOException {
        file("lib/systemd/system/docker.service", "[Socket]\nListenStream=/run/docker.sock\nListenStream=2375\n");

        assertThat(texts(unit().get("listens"))).containsExactly("/run/docker.sock", "2375");
    }

    @Test
    void words_are_taken_apart_as_systemd_does() {
        assertThat(UnitCommand.words("@-/bin/x 'a b' c\"d e\"f $$HOME %%i ${A} $A", Map.of("A", "1 2")))
                .containsExactly("/bin/x", "a b", "cd ef", "$HOME", "%i", "1 2", "1", "2");
    }
}
