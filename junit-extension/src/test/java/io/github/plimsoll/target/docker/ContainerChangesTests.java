package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What containers have changed of their images is asked for when somebody wants to know, and of those that have written. */
class ContainerChangesTests {

    private static final String WROTE = DockerDocuments.changes("wrote");
    private static final String IDLE = DockerDocuments.changes("idle");

    @RegisterExtension
    private final FakeDaemon daemon = FakeDaemon.started();

    private void collected(Consumer<Snapshot> look) {
        daemon.answers("/containers/json", "[{'Id': 'wrote'}, {'Id': 'idle'}]");
        for (String id : List.of("wrote", "idle")) {
            daemon.answers("/containers/" + id + "/json", "{'Id': '" + id + "', 'HostConfig': {}}");
        }
        try (Target target =
                new DockerTargetSource().open(daemon.address(), Collecting.options(Path.of("/nowhere"), Map.of()))) {
            look.accept(target.collect(Progress.silent()));
        }
    }

    private List<String> asked() {
        return daemon.requests().stream()
                .filter(request -> request.endsWith("/changes"))
                .sorted()
                .toList();
    }

    @Test
    void what_has_written_is_asked_for_once_somebody_reads_it() {
        daemon.answers(
                "/system/df",
                "{'Images': [], 'Containers': [{'Id': 'wrote', 'SizeRw': 7}, {'Id': 'idle', 'SizeRw': 0}]}");
        daemon.answers(WROTE, "[{'Path': '/usr/bin/x', 'Kind': 1}]");
        collected(snapshot -> {
            Document changes = snapshot.document(WROTE);
            assertThat(asked()).isEmpty();

            assertThat(changes.json())
                    .hasToString("{\"from\":\"engine\",\"changes\":[{\"Path\":\"/usr/bin/x\",\"Kind\":1}]}");
            assertThat(snapshot.document(IDLE).json()).hasToString("{\"from\":\"size\",\"changes\":[]}");
            assertThat(changes.json()).isSameAs(snapshot.document(WROTE).json());
            assertThat(asked()).containsExactly("GET /v1.41/containers/wrote/changes");
        });
    }

    /** Where the engine does not count what is written, or could not, nothing says that nothing was changed. */
    @Test
    void all_are_asked_for_at_once_where_sizes_are_not_known() {
        daemon.answers("/system/df", "{'Images': [], 'Containers': [{'Id': 'idle', 'SizeRw': -1}]}");
        daemon.answers(WROTE, "null").answers(IDLE, "[]");
        collected(snapshot -> {
            assertThat(snapshot.document(WROTE).json()).hasToString("{\"from\":\"engine\",\"changes\":[]}");
            assertThat(asked())
                    .containsExactly("GET /v1.41/containers/idle/changes", "GET /v1.41/containers/wrote/changes");
        });
    }

    @Test
    void what_does_not_come_or_is_something_else_could_not_be_looked_at() {
        daemon.answers(WROTE, Scripts.json(500, "{\"message\": \"no such driver\"}"));
        daemon.answers(IDLE, "{'changes': []}");
        collected(snapshot -> {
            assertThat(snapshot.document(WROTE).reason())
                    .isEqualTo("GET " + WROTE + ": the engine answers 500: no such driver");
            assertThat(snapshot.document(IDLE).reason()).contains("not what an engine answers");
        });
        daemon.answers(IDLE, "[{'Path': '/bin/x'}]");
        collected(snapshot -> assertThat(snapshot.document(IDLE).reason()).contains("not what an engine answers"));
    }
}
