package io.github.plimsoll.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SnapshotTests {

    private static final Document EMPTY = Document.of(JsonNodeFactory.instance.objectNode());

    private static Snapshot snapshot(Supplier<Map<String, Document>> underWay) {
        SnapshotHeader header = new SnapshotHeader("a", "toy", "", "", "", "", "", Instant.EPOCH, "test", 0, List.of());
        return new Snapshot(header, Map.of("known", EMPTY), underWay);
    }

    @Test
    void what_is_known_is_read_without_waiting_for_the_rest() {
        Snapshot snapshot = snapshot(() -> {
            throw new AssertionError("nobody asked for it");
        });

        assertThat(snapshot.document("known")).isSameAs(EMPTY);
        assertThat(snapshot.has("known")).isTrue();
    }

    @Test
    void the_rest_is_waited_for_once() {
        AtomicInteger waited = new AtomicInteger();
        Snapshot snapshot = snapshot(() -> {
            waited.incrementAndGet();
            return Map.of("late", EMPTY);
        });

        assertThat(snapshot.document("late")).isSameAs(EMPTY);
        assertThat(snapshot.has("late")).isTrue();
        assertThat(snapshot.has("other")).isFalse();
        assertThat(snapshot.document("other").reason()).isEqualTo("other was not collected");
        assertThat(snapshot.documents()).containsOnlyKeys("known", "late");
        assertThat(waited).hasValue(1);
    }

    @Test
    void that_the_rest_failed_is_said_to_whoever_wants_it() {
        Snapshot snapshot = snapshot(() -> {
            throw new IllegalStateException("a defect");
        });

        assertThatThrownBy(() -> snapshot.document("late")).hasMessage("a defect");
        assertThatThrownBy(snapshot::documents).hasMessage("a defect");
    }
}
