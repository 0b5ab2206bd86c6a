package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Collects from whichever engine there is, and changes nothing on it. */
@Tag("live")
class CollectionLiveTests {

    private static Target target;
    private static Snapshot snapshot;

    @BeforeAll
    static void collect() {
        target = LiveDocker.answering();
        snapshot = target.collect(Progress.silent());
    }

    @AfterAll
    static void close() {
        if (target != null) {
            target.close();
        }
    }

    @Test
    void every_document_of_the_api_can_be_read() {
        Map<String, String> unreadable = new TreeMap<>();
        snapshot.documents().forEach((key, document) -> {
            if (!document.isReadable() && !key.startsWith("host:")) {
                unreadable.put(key, document.reason());
            }
        });
        assertThat(unreadable).isEmpty();
    }

    @Test
    void the_engine_is_the_one_that_docker_java_sees() {
        DockerClient client = target.client(DockerClient.class).orElseThrow();

        assertThat(snapshot.header().version())
                .isEqualTo(client.versionCmd().exec().getVersion());
        assertThat(snapshot.header().engineId())
                .isEqualTo(client.infoCmd().exec().getId());
    }

    @Test
    void every_container_and_image_in_a_list_was_looked_at() {
        for (JsonNode container : snapshot.document(DockerDocuments.CONTAINERS).json()) {
            assertThat(snapshot.document(DockerDocuments.container(
                                    container.get("Id").asText()))
                            .isReadable())
                    .isTrue();
        }
        for (JsonNode image : snapshot.document(DockerDocuments.IMAGES).json()) {
            assertThat(snapshot.document(DockerDocuments.image(image.get("Id").asText()))
                            .isReadable())
                    .isTrue();
        }
    }

    @Test
    void the_processes_of_running_containers_have_programs_and_user_ids() {
        for (JsonNode container : snapshot.document(DockerDocuments.CONTAINERS).json()) {
            String id = container.get("Id").asText();
            if (container.get("State").asText().equals("running")) {
                JsonNode processes =
                        snapshot.document(DockerDocuments.processes(id)).json();
                assertThat(processes.get("processes")).isNotEmpty();
                assertThat(processes.get("processes").get(0).get("uid").isIntegralNumber())
                        .isTrue();
            }
        }
    }

    @Test
    void a_daemon_of_this_machine_shows_how_it_was_started() {
        Document process = snapshot.document(DockerDocuments.DAEMON_PROCESS);
        assumeThat(process.isReadable()).as(process.reason()).isTrue();

        assertThat(process.json().get("args").get(0).asText()).endsWith("dockerd");
        assertThat(snapshot.document(DockerDocuments.DAEMON_CONFIG).json().has("exists"))
                .isTrue();
        assertThat(snapshot.document(DockerDocuments.LISTENERS).json().has("listeners"))
                .isTrue();
    }
}
