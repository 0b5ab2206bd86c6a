package io.github.plimsoll.target.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The keys that stand more than once in one object of a JSON text, where readers differ on which of them counts. */
final class DuplicateKeys {

    private DuplicateKeys() {}

    static Set<String> of(String json) throws IOException {
        Set<String> twice = new TreeSet<>();
        Deque<Set<String>> open = new ArrayDeque<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    open.push(new HashSet<>());
                } else if (token == JsonToken.END_OBJECT) {
                    open.pop();
                } else if (token == JsonToken.FIELD_NAME && !open.element().add(parser.currentName())) {
                    twice.add(parser.currentName());
                }
            }
        }
        return twice;
    }
}
