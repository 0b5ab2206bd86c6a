package io.github.plimsoll.fact.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;

/** Which side of a connection a policy speaks of. */
public enum Direction {
    INGRESS("ingress", "Ingress", "from"),
    EGRESS("egress", "Egress", "to");

    private final String field;
    private final String type;
    private final String peers;

    Direction(String field, String type, String peers) {
        this.field = field;
        this.type = type;
        this.peers = peers;
    }

    String field() {
        return field;
    }

    String peers() {
        return peers;
    }

    /** A policy that names no types is about ingress, and about egress only if it has rules for that. */
    boolean isIsolatedBy(JsonNode spec) {
        JsonNode types = spec.path("policyTypes");
        if (types.isEmpty()) {
            return this == INGRESS || !spec.path(field).isEmpty();
        }
        for (JsonNode named : types) {
            if (named.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }
}
