package io.github.plimsoll.target.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.plimsoll.target.Redactor;
import java.util.Map;

/** What a {@code buildkitd.toml} says of registries, wherever it lies. */
public final class BuilderSettings {

    private static final TomlMapper TOML = new TomlMapper();

    private BuilderSettings() {}

    /** One {@code {"name", "plain", "unverified"}} for each registry. */
    public static ArrayNode registries(String text, Redactor redactor) throws JsonProcessingException {
        return registries(TOML.readTree(text), redactor);
    }

    static ArrayNode registries(JsonNode settings, Redactor redactor) {
        ArrayNode registries = JsonNodeFactory.instance.arrayNode();
        for (Map.Entry<String, JsonNode> registry : settings.path("registry").properties()) {
            registries
                    .addObject()
                    .put("name", redactor.redact(registry.getKey()))
                    .put("plain", registry.getValue().path("http").asBoolean(false))
                    .put("unverified", registry.getValue().path("insecure").asBoolean(false));
        }
        return registries;
    }
}
