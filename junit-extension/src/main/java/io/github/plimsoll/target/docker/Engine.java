package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.docker.DockerDocuments;
import java.util.Optional;

/**
 * The engine that answers, as far as the first exchange with it tells.
 *
 * @param version what it says of itself, if it had to be asked already
 * @param isPodman whether it is Podman, which answers like Docker
 * @param isWindows whether it runs Windows containers
 */
record Engine(Optional<JsonNode> version, boolean isPodman, boolean isWindows) {

    /**
     * Greets the engine and agrees on a version with it.
     *
     * @throws RequestFailed if nothing answers there, or nothing that is an engine
     */
    static Engine greet(EngineApi api) throws RequestFailed {
        RequestFailed noPing;
        try {
            EngineApi.Greeting greeting = api.ping();
            ApiVersion newest = ApiVersion.of(greeting.apiVersion());
            if (!newest.equals(ApiVersion.NONE) && newest.compareTo(ApiVersion.NEWEST_KNOWN) <= 0) {
                api.speak(newest);
                return new Engine(Optional.empty(), greeting.podman(), greeting.windows());
            }
            return asked(api, greeting.podman(), greeting.windows());
        } catch (RequestFailed e) {
            if (e.isTooLate()) {
                throw e;
            }
            noPing = e;
        }
        return withoutPing(api, noPing);
    }

    /** A guard before the engine may refuse pings, and an engine may be half broken: what it does answer is worth having. */
    private static Engine withoutPing(EngineApi api, RequestFailed noPing) throws RequestFailed {
        try {
            return asked(api, false, false);
        } catch (RequestFailed noVersion) {
            try {
                Shape.checked(DockerDocuments.INFO, api.get(DockerDocuments.INFO));
                return new Engine(Optional.empty(), false, false);
            } catch (RequestFailed noInfo) {
                throw noPing;
            }
        }
    }

    private static Engine asked(EngineApi api, boolean podman, boolean windows) throws RequestFailed {
        JsonNode version = Shape.checked(DockerDocuments.VERSION, api.get(DockerDocuments.VERSION));
        ApiVersion newest = ApiVersion.of(version.path("ApiVersion").asText());
        ApiVersion oldest = ApiVersion.of(version.path("MinAPIVersion").asText());
        api.speak(newest.equals(ApiVersion.NONE) ? newest : ApiVersion.between(oldest, newest));
        return new Engine(
                Optional.of(version),
                podman || isPodman(version),
                windows || version.path("Os").asText().equals("windows"));
    }

    static boolean isPodman(JsonNode version) {
        return version.path("Components").path(0).path("Name").asText().startsWith("Podman");
    }
}
