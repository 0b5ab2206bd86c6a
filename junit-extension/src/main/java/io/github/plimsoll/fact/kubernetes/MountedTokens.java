package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.escalation.TokenVolumes;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which workloads get the token of which service account: that of their own, and those that lie in Secrets that they are given. */
final class MountedTokens {

    private final Map<Principal, Set<String>> workloads = new HashMap<>();
    /** Why it is not known whether a token lies in a Secret that a workload is given; empty if it is known. */
    private String unread = "";

    private MountedTokens(Reading snapshot) {
        ServiceAccounts accounts = ServiceAccounts.of(snapshot);
        for (Workloads.Form form : Workloads.of(snapshot).complete()) {
            JsonNode spec = form.pod().raw().path("spec");
            String namespace =
                    form.object().raw().path("metadata").path("namespace").asText("");
            String account = spec.path("serviceAccountName").asText("default");
            if (spec.path("automountServiceAccountToken").asBoolean(accounts.mountToken(namespace, account))
                    || !TokenVolumes.forApiServer(spec).isEmpty()) {
                add(Principal.serviceAccount(namespace, account), form);
            }
            Set<String> secrets = SecretReferences.of(spec);
            if (!secrets.isEmpty()) {
                addOfSecrets(snapshot, namespace, secrets, form);
            }
        }
    }

    private void addOfSecrets(Reading snapshot, String namespace, Set<String> secrets, Workloads.Form form) {
        try {
            LastingTokens tokens = LastingTokens.of(snapshot);
            secrets.forEach(secret -> tokens.accountOf(namespace, secret).ifPresent(account -> add(account, form)));
        } catch (Unreadable e) {
            unread = e.reason();
        }
    }

    private void add(Principal account, Workloads.Form form) {
        workloads.computeIfAbsent(account, key -> new LinkedHashSet<>()).add(form.name());
    }

    /** Why there may be more of them; empty if there are not. */
    String unread() {
        return unread;
    }

    /** @throws io.github.plimsoll.fact.Unreadable if not every workload is known */
    static MountedTokens of(Reading snapshot) {
        return snapshot.derived(MountedTokens.class, MountedTokens::new);
    }

    List<String> of(String namespace, String account) {
        return List.copyOf(workloads.getOrDefault(Principal.serviceAccount(namespace, account), Set.of()));
    }

    /** Tells each account with each workload that has its token. */
    void forEach(BiConsumer<Principal, String> told) {
        workloads.forEach((account, names) -> names.forEach(name -> told.accept(account, name)));
    }
}
