package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.fact.kubernetes.escalation.Place.passage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token by which machines join a cluster, as far as it is known without what is in it.
 *
 * @param name of its Secret
 * @param keys what is in it; empty if that is not known
 */
record BootstrapToken(String name, List<String> keys) {

    /** What its Secret has to be called by, or nobody looks at it. */
    static final String PREFIX = "bootstrap-token-";

    private static final Principal EVERY = Principal.group("system:bootstrappers");
    private static final Pattern OF_TOKENS = Pattern.compile(
            "group/system:bootstrappers(:[a-z0-9:-]{0,255}[a-z0-9])?|user/system:bootstrap:[a-z0-9]{6}");

    static BootstrapToken of(JsonNode secret) {
        List<String> keys = new ArrayList<>();
        secret.path("keys").forEach(key -> keys.add(key.asText("")));
        return new BootstrapToken(secret.path("metadata").path("name").asText(""), keys);
    }

    /** Whether some token can log in as that one. */
    static boolean canBe(Principal principal) {
        return OF_TOKENS.matcher(principal.toString()).matches();
    }

    /** Where whoever has it stands. */
    Place place() {
        return passage("the bootstrap token", name);
    }

    /** Why it may not log in as that one, empty if it surely does; no answer if it surely does not. */
    Optional<String> doubt(Principal principal) {
        boolean isOwn = principal.toString().equals("user/system:bootstrap:" + name.substring(PREFIX.length()));
        boolean isOther = !canBe(principal)
                || (!isOwn && !principal.isGroup())
                || (!keys.isEmpty() && !keys.contains("usage-bootstrap-authentication"))
                || (!isOwn && !principal.equals(EVERY) && !keys.isEmpty() && !keys.contains("auth-extra-groups"));
        if (isOther) {
            return Optional.empty();
        }
        return Optional.of(
                !keys.isEmpty() && (isOwn || principal.equals(EVERY))
                        ? ""
                        : "what is in secret/" + Terrain.SYSTEM + "/" + name
                                + " is not read, which says whom it logs in");
    }
}
