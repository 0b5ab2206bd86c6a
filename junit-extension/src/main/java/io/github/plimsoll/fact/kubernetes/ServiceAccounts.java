package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.HashMap;
import java.util.Map;

/** The service accounts that there are. */
final class ServiceAccounts {

    private final Map<Principal, JsonNode> accounts = new HashMap<>();

    private ServiceAccounts(Reading snapshot) {
        for (JsonNode account :
                snapshot.document(KubernetesDocuments.SERVICE_ACCOUNTS).raw().path("items")) {
            JsonNode metadata = account.path("metadata");
            accounts.put(
                    Principal.serviceAccount(
                            metadata.path("namespace").asText(""),
                            metadata.path("name").asText("")),
                    account);
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if they could not be listed */
    static ServiceAccounts of(Reading snapshot) {
        return snapshot.derived(ServiceAccounts.class, ServiceAccounts::new);
    }

    boolean exist(Principal account) {
        return accounts.containsKey(account);
    }

    /** Whether pods of an account get its token unless they say otherwise; one that does not exist yet may say anything. */
    boolean mountToken(String namespace, String name) {
        JsonNode account = accounts.get(Principal.serviceAccount(namespace, name));
        return account == null || account.path("automountServiceAccountToken").asBoolean(true);
    }
}
