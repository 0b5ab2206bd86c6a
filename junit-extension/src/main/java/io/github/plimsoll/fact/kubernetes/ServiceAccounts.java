package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.HashMap;
import java.util.Map;

/** The service accounts that there are. */
final class ServiceAccounts {

    private static final String DEFAULT = "default";

    private final Map<Principal, JsonNode> accounts = new HashMap<>();
    private final boolean ofFiles;

    private ServiceAccounts(Reading snapshot) {
        ofFiles = Manifests.are(snapshot);
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

    /** @throws Unreadable if they could not be listed */
    static ServiceAccounts of(Reading snapshot) {
        return snapshot.derived(ServiceAccounts.class, ServiceAccounts::new);
    }

    /** @throws Unreadable if it is in none of the files, and a cluster may have it all the same */
    boolean exist(Principal account) {
        boolean known = accounts.containsKey(account);
        if (!known && ofFiles && !account.toString().endsWith("/" + DEFAULT)) {
            throw notInFiles(account);
        }
        return known || ofFiles;
    }

    /**
     * Whether pods of an account get its token unless they say otherwise; one that does not exist yet may say anything, and the
     * default one of a namespace says nothing.
     *
     * @throws Unreadable if it is in none of the files, and may say anything in a cluster
     */
    boolean mountToken(String namespace, String name) {
        Principal principal = Principal.serviceAccount(namespace, name);
        JsonNode account = accounts.get(principal);
        if (account == null && ofFiles && !name.equals(DEFAULT)) {
            throw notInFiles(principal);
        }
        return account == null || account.path("automountServiceAccountToken").asBoolean(true);
    }

    private static Unreadable notInFiles(Principal account) {
        return new Unreadable(account + " is in none of the files, and what the cluster has is not known");
    }
}
