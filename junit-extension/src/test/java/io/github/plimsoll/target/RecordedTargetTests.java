package io.github.plimsoll.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.proof.DockerFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTargetTests {

    private final RecordedTargetSource source = new RecordedTargetSource();

    @TempDir
    Path directory;

    private Target open(String spec) {
        return source.open(spec, TargetOptions.ofThisMachine());
    }

    @Test
    void a_recording_gives_the_facts_that_were_recorded() throws IOException {
        Snapshot recorded = DockerFixture.host()
                .container("web")
                .unreadable("/networks", "GET /networks: 403")
                .snapshot();
        Path file = directory.resolve("host.json.gz");
        try (OutputStream out = Files.newOutputStream(file)) {
            SnapshotFile.write(recorded, out);
        }

        try (Target target = open("snapshot:" + file)) {
            Snapshot again = target.collect(Progress.silent());
            assertThat(again.header()).isEqualTo(recorded.header().reportedAs("snapshot:" + file));
            assertThat(texts(again)).isEqualTo(texts(recorded));
            assertThat(target.name()).isEqualTo("snapshot:" + file);
            assertThat(target.client(Object.class)).isEmpty();
        }
    }

    private static Map<String, String> texts(Snapshot snapshot) {
        return snapshot.documents().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));
    }

    private static String text(Document document) {
        return document.isReadable() ? document.json().toString() : "unreadable: " + document.reason();
    }

    @Test
    void a_file_that_is_missing_or_no_snapshot_is_told_in_one_line() throws IOException {
        assertThatThrownBy(() -> open("snapshot:" + directory.resolve("none")))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("no snapshot " + directory.resolve("none"));
        Path text = Files.writeString(directory.resolve("text"), "hello");
        assertThatThrownBy(() -> open("snapshot:" + text))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("the snapshot " + text + " cannot be read")
                .message()
                .hasLineCount(1);
    }

    @Test
    void other_targets_are_for_other_sources() {
        assertThat(source.accepts("host")).isFalse();
        assertThat(source.accepts("sample")).isTrue();
        assertThat(source.accepts("snapshot:x")).isTrue();
    }
}
