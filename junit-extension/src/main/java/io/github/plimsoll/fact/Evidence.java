package io.github.plimsoll.fact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One value that a control read.
 *
 * @param source the key of the document it came from; for a value of the policy, where that was set
 * @param path the field within the document, for example {@code HostConfig.Memory}, or the key of the policy
 * @param value what stood there, or the effective default
 * @param isDefault whether the field was absent and {@code value} is what the engine then does
 */
public record Evidence(
        String source,
        String path,
        JsonNode value,
        @JsonProperty("default") boolean isDefault) {

    private static final String POLICY = "policy";

    /**
     * What the control judges by, which is no fact of the target.
     *
     * @param origin where it was set; empty for a default
     */
    static Evidence ofPolicy(String key, JsonNode value, String origin) {
        return new Evidence((POLICY + " " + origin).strip(), key, value, origin.isEmpty());
    }

    /** Where the policy was set that this is a value of; empty if this is a fact of the target, or a default of the policy. */
    @JsonIgnore
    public String policyOrigin() {
        return isPolicy() ? source.substring(POLICY.length()).strip() : "";
    }

    /** Whether this is a value of the policy and no fact of the target. */
    @JsonIgnore
    public boolean isPolicy() {
        return source.equals(POLICY) || source.startsWith(POLICY + " ");
    }
}
