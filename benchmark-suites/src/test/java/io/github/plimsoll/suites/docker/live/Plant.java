package io.github.plimsoll.suites.docker.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A container that differs from a hardened one in one thing.
 *
 * @param name the container's name
 * @param document what the Engine API is given to create it
 * @param violates the ids of exactly those container controls that this must violate
 * @param isStarted whether it is started as well
 * @param inherits whether the daemon's own settings decide, which only root can read
 * @param exec a session left open in it, as the Engine API takes it; null for none
 */
record Plant(
        String name,
        JsonNode document,
        List<String> violates,
        boolean isStarted,
        boolean inherits,
        @Nullable JsonNode exec) {

    /** Lists replace lists; quotes may be single or left out, so that Java text stays readable. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .withConfigOverride(ArrayNode.class, lists -> lists.setMergeable(false))
            .build();

    private static final String HARDENED = """
            {Image: '%s', User: '10001:10001', Labels: {'%s': 'container'},
             HostConfig: {
               NetworkMode: '%s', Memory: 16777216, MemorySwap: 16777216, NanoCpus: 100000000, PidsLimit: 8,
               ReadonlyRootfs: true, CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'],
               LogConfig: {Type: 'json-file', Config: {'max-size': '64k'}},
               RestartPolicy: {Name: 'on-failure', MaximumRetryCount: 5}}}
            """.formatted(PlantImages.HARDENED, PlantedHost.LABEL, PlantedHost.NETWORK);

    /**
     * A hardened container with a change.
     *
     * @param change merged into the document it is created from
     * @param violates names of control methods
     */
    static Plant plant(String name, String change, String... violates) {
        return new Plant(
                PlantedHost.PREFIX + name,
                merged(json(HARDENED), change),
                Arrays.stream(violates).map("docker/"::concat).toList(),
                true,
                false,
                null);
    }

    /** The same, but not started: its settings are judged all the same. */
    Plant onlyCreated() {
        return new Plant(name, document, violates, false, inherits, exec);
    }

    /** The same with a session of the tiny program open in it. */
    Plant withExec(String settings) {
        return new Plant(name, document, violates, isStarted, inherits, merged(json("{Cmd: ['/pause']}"), settings));
    }

    /** The same, known to leave the matter to the daemon's own settings. */
    Plant inheriting() {
        return new Plant(name, document, violates, isStarted, true, exec);
    }

    /** Not every machine that tests run on may start a privileged session; one that waits to be started is listed too. */
    boolean startsExec() {
        return exec != null && !exec.path("Privileged").asBoolean();
    }

    /** What has to be found, on an engine that has those security features ({@code apparmor}). */
    TreeSet<String> violatesOn(List<String> securityFeatures) {
        return violates.stream()
                .filter(control ->
                        !control.equals("docker/apparmor_confines_it") || securityFeatures.contains("apparmor"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static JsonNode merged(JsonNode base, String change) {
        try {
            return MAPPER.readerForUpdating(base.deepCopy()).readValue(change);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(change, e);
        }
    }
}
