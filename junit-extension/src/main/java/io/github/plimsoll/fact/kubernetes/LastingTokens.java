package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens of service accounts that lie in Secrets, and hold until somebody deletes those. */
final class LastingTokens {

    static final String TYPE = "kubernetes.io/service-account-token";
    private static final String ACCOUNT = "kubernetes.io/service-account.name";

    /** The API server refuses a token that bears this label. */
    private static final String REFUSED = "kubernetes.io/legacy-token-invalid-since";

    private static final String LAST_USED = "kubernetes.io/legacy-token-last-used";

    private final Map<Principal, List<String>> tokens = new HashMap<>();
    private final Map<String, Principal> accounts = new HashMap<>();

    private LastingTokens(Reading snapshot) {
        for (Reading secret : Objects.of(snapshot, KubernetesDocuments.SECRETS, "secret")) {
            JsonNode metadata = secret.raw().path("metadata");
            if (secret.value("type").asText("").equals(TYPE)
                    && !metadata.path("labels").has(REFUSED)) {
                Principal account = Principal.serviceAccount(
                        metadata.path("namespace").asText(""),
                        metadata.path("annotations").path(ACCOUNT).asText(""));
                accounts.put(secret.subject(), account);
                String used = metadata.path("labels").path(LAST_USED).asText("");
                tokens.computeIfAbsent(account, key -> new ArrayList<>())
                        .add(secret.subject() + (used.isEmpty() ? "" : " (last used " + used + ")"));
            }
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if Secrets could not be listed */
    static LastingTokens of(Reading snapshot) {
        return snapshot.derived(LastingTokens.class, LastingTokens::new);
    }

    /** Whose token lies in a Secret, if one does. */
    Optional<Principal> accountOf(String namespace, String secret) {
        return Optional.ofNullable(accounts.get(Objects.subject("secret", namespace, secret)));
    }

    List<String> of(String namespace, String account) {
        return tokens.getOrDefault(Principal.serviceAccount(namespace, account), List.of());
    }
}
