package io.github.plimsoll.fact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One value that a control read.
 *
 * @param source the key of the document it came from
 * @param path the field within the document, for example {@code HostConfig.Memory}
 * @param value what stood there, or the effective default
 * @param isDefault whether the field was absent and {@code value} is what the engine then does
 */
public record Evidence(
        String source,
        String path,
        JsonNode value,
        @JsonProperty("default") boolean isDefault) {}
