package io.github.plimsoll.fact.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Unreadable;
import java.util.Set;

/** A system call filter, named or written out: clients send the whole file as the value of {@code seccomp=}. */
final class SeccompProfile {

    static final String UNCONFINED = "unconfined";

    private static final Set<String> LETS_PASS = Set.of("SCMP_ACT_ALLOW", "SCMP_ACT_LOG");

    private SeccompProfile() {}

    /** The name, {@code custom} for one that is written out, {@code unconfined} for one that filters nothing. */
    static String name(String profile) {
        if (!profile.startsWith("{")) {
            return profile;
        }
        try {
            JsonNode filter = new ObjectMapper().readTree(profile);
            boolean denies = !LETS_PASS.contains(filter.path("defaultAction").asText());
            for (JsonNode rule : filter.path("syscalls")) {
                denies |= !LETS_PASS.contains(rule.path("action").asText());
            }
            return denies ? "custom" : UNCONFINED;
        } catch (JsonProcessingException e) {
            throw new Unreadable("the system call filter of the container is no JSON");
        }
    }
}
