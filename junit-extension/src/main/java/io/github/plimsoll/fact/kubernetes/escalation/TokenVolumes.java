package io.github.plimsoll.fact.kubernetes.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The volumes of a pod that hold a token of its service account, whether it asked for them or was given them. */
public final class TokenVolumes {

    /** What tokens are for that the API server takes, unless it is told otherwise. */
    private static final String API_SERVER = "https://kubernetes.default.svc";

    private TokenVolumes() {}

    /** The names of those whose token the API server takes: one that names nobody is for it. */
    public static List<String> forApiServer(JsonNode spec) {
        List<String> names = new ArrayList<>();
        for (JsonNode volume : spec.path("volumes")) {
            for (JsonNode source : volume.path("projected").path("sources")) {
                JsonNode token = source.path("serviceAccountToken");
                String audience = token.path("audience").asText("");
                if (token.isObject() && (audience.isEmpty() || audience.startsWith(API_SERVER))) {
                    names.add(volume.path("name").asText(""));
                }
            }
        }
        return names;
    }
}
