package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** What a token says of itself, if it is one of those that do; whether it is genuine is the server's to decide. */
final class Jwt {

    /** No token lives beyond the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Jwt() {}

    /** Missing for a token that says nothing. */
    static JsonNode claims(String token) {
        String[] parts = token.strip().split("\\.");
        if (parts.length != 3) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IOException | IllegalArgumentException e) {
            // A token need not be one of these.
            return MissingNode.getInstance();
        }
    }

    /** When it ends, if it says so. */
    static Optional<Instant> end(String token) {
        JsonNode end = claims(token).path("exp");
        return end.isNumber() && end.longValue() > 0 && end.longValue() <= LATEST
                ? Optional.of(Instant.ofEpochSecond(end.longValue()))
                : Optional.empty();
    }
}
