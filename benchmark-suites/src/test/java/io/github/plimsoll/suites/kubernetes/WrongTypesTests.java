package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.Verdicts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** An API server may answer with fields of any type: no control breaks over one, and none takes it for sound. */
class WrongTypesTests {

    private static final int FIELDS = 25;

    private static final List<JsonNode> WRONG = List.of(
            JsonNodeFactory.instance.numberNode(7),
            JsonNodeFactory.instance.textNode("seven"),
            JsonNodeFactory.instance.booleanNode(true),
            JsonNodeFactory.instance.arrayNode().add(7),
            JsonNodeFactory.instance.objectNode().put("seven", 7));

    /** A field of an object, or an element of a list. */
    private record Place(JsonNode around, String name, int index) {

        void put(JsonNode value) {
            if (around instanceof ObjectNode object) {
                object.set(name, value);
            } else {
                ((ArrayNode) around).set(index, value);
            }
        }
    }

    private static void places(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                places.add(new Place(object, field.getKey(), 0));
                places(field.getValue(), places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(new Place(array, "", i));
                places(array.get(i), places);
            }
        }
    }

    @RepeatedTest(12)
    void no_control_breaks(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Snapshot sound = cluster()
                .controlPlane()
                .pod("web")
                .deployment("shop", deployment -> deployment)
                .role("shop", "reader", "get pods")
                .bindIn("shop", "reading", "role/reader", "user/alice")
                .snapshot();
        for (int i = 0; i < FIELDS; i++) {
            Map<String, Document> documents = new LinkedHashMap<>();
            List<Place> places = new ArrayList<>();
            sound.documents().keySet().forEach(key -> {
                JsonNode json = sound.document(key).json().deepCopy();
                places(json, places);
                documents.put(key, Document.of(json));
            });
            places.get(random.nextInt(places.size())).put(WRONG.get(random.nextInt(WRONG.size())));

            assertThat(Verdicts.on(new Snapshot(sound.header(), documents)).all())
                    .noneMatch(result -> result.verdict() == Verdict.BROKEN);
        }
    }
}
