package io.github.plimsoll.fact.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Set;

/** A system call filter, named or written out: clients send the whole file as the value of {@code seccomp=}. */
final class SeccompProfile {

    static final String UNCONFINED = "unconfined";

    private static final Set<String> LETS_PASS = Set.of("SCMP_ACT_ALLOW", "SCMP_ACT_LOG");

    /** What engines of different age call the filter that is built into them. */
    private static final Set<String> BUILT_IN = Set.of("builtin", "default");

    private SeccompProfile() {}

    /** The filter that a daemon gives to containers which choose none, as its security options name it. */
    static String ofDaemon(List<String> securityOptions) {
        return securityOptions.stream()
                .filter(option -> option.startsWith("name=seccomp"))
                .map(option -> option.contains("profile=") ? option.replaceFirst(".*profile=", "") : "builtin")
                .findFirst()
                .orElse(UNCONFINED);
    }

    /** Whether the name of a daemon's filter is that of a file. */
    static boolean isFile(String name) {
        return !name.isEmpty() && !name.equals(UNCONFINED) && !BUILT_IN.contains(name);
    }

    /**
     * Whether the file that the daemon has its filter from keeps any call from containers.
     *
     * @throws Unreadable if the file cannot be read, or says something else by now than it may have when the daemon read it
     */
    static boolean ofFile(Reading snapshot) {
        Reading file = snapshot.document(DockerDocuments.SECCOMP_PROFILE);
        String path = file.value("path").requiredText();
        if (new DaemonSettings(snapshot).wasStartedBefore(file, "changedAt")) {
            throw new Unreadable(path
                    + " was changed after the daemon started, so it does not tell which calls the daemon lets pass;"
                    + " restart the daemon and look again");
        }
        boolean denies = denies(file.unrecorded().value("content.defaultAction").asText(""));
        for (Reading rule : file.unrecorded().elements("content.syscalls")) {
            denies |= denies(rule.value("action").asText(""));
        }
        file.recordDerived("what it does", denies ? "keeps calls from containers" : "lets every call pass");
        return denies;
    }

    private static boolean denies(String action) {
        return !LETS_PASS.contains(action);
    }

    /** The name, {@code custom} for one that is written out, {@code unconfined} for one that filters nothing. */
    static String name(String profile) {
        if (!profile.startsWith("{")) {
            return profile;
        }
        try {
            JsonNode filter = new ObjectMapper().readTree(profile);
            boolean denies = denies(filter.path("defaultAction").asText());
            for (JsonNode rule : filter.path("syscalls")) {
                denies |= denies(rule.path("action").asText());
            }
            return denies ? "custom" : UNCONFINED;
        } catch (JsonProcessingException e) {
            throw new Unreadable("the system call filter of the container is no JSON");
        }
    }
}
