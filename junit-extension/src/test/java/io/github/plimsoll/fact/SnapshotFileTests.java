package io.github.plimsoll.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.plimsoll.toy.Fleet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SnapshotFileTests {

    @Test
    void what_is_written_is_read_again_reasons_included() throws IOException {
        Snapshot snapshot = Fleet.of("sea", Map.of("/ships", "[\"a\"]", "/ships/a", "!403"));

        Snapshot again = SnapshotFile.read(new ByteArrayInputStream(bytes(snapshot)));

        assertThat(again.header()).isEqualTo(snapshot.header());
        assertThat(again.documents().keySet()).isEqualTo(snapshot.documents().keySet());
        assertThat(again.document("/ships").json())
                .isEqualTo(snapshot.document("/ships").json());
        assertThat(again.document("/ships/a").reason()).isEqualTo("403");
        assertThat(bytes(again)).isEqualTo(bytes(snapshot));
    }

    @Test
    void anything_else_is_refused_with_a_reason() throws IOException {
        assertThatIOException().isThrownBy(() -> SnapshotFile.read(text("not compressed")));
        assertThatIOException()
                .isThrownBy(() -> SnapshotFile.read(compressed("{}")))
                .withMessageContaining("format 1");
        assertThatIOException()
                .isThrownBy(() -> SnapshotFile.read(compressed("{\"plimsoll-snapshot\": 2}")))
                .withMessageContaining("format 1");
        assertThatIOException()
                .isThrownBy(() -> SnapshotFile.read(compressed("{\"plimsoll-snapshot\": 1, ")))
                .withMessageContaining("is not a snapshot");
        assertThatIOException()
                .isThrownBy(() -> SnapshotFile.read(compressed("[".repeat(10_000))))
                .withMessageContaining("is not a snapshot");
    }

    private static byte[] bytes(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotFile.write(snapshot, out);
        return out.toByteArray();
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream compressed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return new ByteArrayInputStream(out.toByteArray());
    }
}
