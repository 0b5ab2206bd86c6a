package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.escalation.TokenVolumes;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Which workloads get the token of which service account mounted. */
final class MountedTokens {

    private final Map<Principal, List<String>> workloads = new HashMap<>();

    private MountedTokens(Reading snapshot) {
        ServiceAccounts accounts = ServiceAccounts.of(snapshot);
        for (Workloads.Form form : Workloads.of(snapshot).complete()) {
            JsonNode spec = form.pod().raw().path("spec");
            String namespace =
                    form.object().raw().path("metadata").path("namespace").asText("");
            String account = spec.path("serviceAccountName").asText("default");
            if (spec.path("automountServiceAccountToken").asBoolean(accounts.mountToken(namespace, account))
                    || !TokenVolumes.forApiServer(spec).isEmpty()) {
                workloads
                        .computeIfAbsent(Principal.serviceAccount(namespace, account), key -> new ArrayList<>())
                        .add(form.name());
            }
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if not every workload is known */
    static MountedTokens of(Reading snapshot) {
        return snapshot.derived(MountedTokens.class, MountedTokens::new);
    }

    List<String> of(String namespace, String account) {
        return workloads.getOrDefault(Principal.serviceAccount(namespace, account), List.of());
    }

    /** Tells each account with each workload that has its token. */
    void forEach(BiConsumer<Principal, String> told) {
        workloads.forEach((account, names) -> names.forEach(name -> told.accept(account, name)));
    }
}
