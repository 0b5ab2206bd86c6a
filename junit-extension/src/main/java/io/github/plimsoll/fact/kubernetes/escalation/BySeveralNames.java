package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ways by acting as a user in several groups at once, each of which somebody may act as by name. */
final class BySeveralNames {

    private static final String USERS = "impersonate users";
    private static final String GROUPS = "impersonate groups";

    private final Rbac rbac;
    private final Companies companies;
    private final Held held;
    private final Place here;

    BySeveralNames(Rbac rbac, Companies companies, Held held, Place here) {
        this.rbac = rbac;
        this.companies = companies;
        this.held = held;
        this.here = here;
    }

    /** Whoever may act as any group has no need of several. */
    List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        Map<Principal, Need> groups = new LinkedHashMap<>();
        for (String name : held.names(GROUPS)) {
            bound(Principal.group(name), GROUPS, name, groups);
        }
        if (groups.isEmpty()) {
            return ways;
        }
        Map<Principal, Need> users = new LinkedHashMap<>();
        for (String name : held.names(USERS)) {
            if (!Principal.user(name).isServiceAccount()) {
                bound(Principal.user(name), USERS, name, users);
            }
        }
        users.forEach((user, need) -> add(Optional.of(user), groups, need, ways));
        held.needAnywhere(ByNames.BECOME).ifPresent(need -> add(Optional.empty(), groups, need, ways));
        return ways;
    }

    private void bound(Principal principal, String request, String name, Map<Principal, Need> found) {
        if (!rbac.bindingsNaming(principal).isEmpty()) {
            held.needNamed("", name, request).ifPresent(need -> found.put(principal, need));
        }
    }

    private void add(Optional<Principal> user, Map<Principal, Need> groups, Need somebody, List<Way> ways) {
        Company company = Company.of(user, groups.keySet());
        if (!company.isOne()) {
            List<Need> needs = new ArrayList<>(List.of(somebody));
            needs.addAll(groups.values());
            ways.add(new Way(here, companies.place(company), needs, ""));
        }
    }
}
