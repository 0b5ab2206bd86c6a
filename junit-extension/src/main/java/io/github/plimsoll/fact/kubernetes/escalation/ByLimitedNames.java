package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ways by acting as somebody else for some requests only: it takes a right to be them, and one for each request that they then make. */
final class ByLimitedNames {

    private static final String API = ".authentication.k8s.io";
    /** Asked for while another request is decided on, of whoever it is made as. */
    private static final Set<String> ASIDE = Set.of("bind", "escalate", "approve", "sign");

    private final Rbac rbac;
    private final Ground ground;
    private final Held held;
    private final Place here;
    private final List<Way> ways = new ArrayList<>();

    ByLimitedNames(Rbac rbac, Ground ground, Held held, Place here) {
        this.rbac = rbac;
        this.ground = ground;
        this.held = held;
        this.here = here;
    }

    List<Way> ways() {
        ServerSettings.doubt(
                        ground.settings().limitedImpersonation(), "acting as others may be limited to some requests")
                .ifPresent(doubt -> {
                    asUsers(doubt);
                    asAccounts(doubt);
                    asNodes(doubt);
                });
        return ways;
    }

    private void asUsers(String doubt) {
        String ofUsers = "impersonate:user-info users" + API;
        String ofGroups = "impersonate:user-info groups" + API;
        Optional<Need> anybody = held.need("", ofUsers);
        if (anybody.isEmpty()) {
            return;
        }
        Map<Principal, Need> groups = new LinkedHashMap<>();
        Map<Principal, Need> users = new LinkedHashMap<>();
        for (Principal principal : rbac.principals().toList()) {
            boolean isUser =
                    principal.kind() == Principal.Kind.USER && !principal.name().startsWith("system:node:");
            if (isUser || principal.isGroup()) {
                held.needNamed("", principal.name(), isUser ? ofUsers : ofGroups)
                        .ifPresent(need -> (isUser ? users : groups).put(principal, need));
            }
        }
        users.forEach((user, need) -> act(Company.of(Optional.of(user), groups.keySet()), need, groups, doubt));
        if (!groups.isEmpty()) {
            act(Company.of(Optional.empty(), groups.keySet()), anybody.get(), groups, doubt);
        }
    }

    private void act(Company company, Need user, Map<Principal, Need> groups, String doubt) {
        List<Need> needs = new ArrayList<>(List.of(user));
        needs.addAll(groups.values());
        if (company.groups().contains(Principal.group(Identity.MASTERS))) {
            for (String scope : held.scopes()) {
                // Its members may do everything, and so all that somebody is let do as one of them.
                on("user-info", scope, "create", "clusterrolebindings.rbac.authorization.k8s.io")
                        .ifPresent(on -> add(Place.CLUSTER, doubt, needs, List.of(on)));
            }
        }
        act("user-info", Held.by(rbac, company), needs, doubt);
    }

    private void asAccounts(String doubt) {
        String ofAccounts = "impersonate:serviceaccount serviceaccounts" + API;
        if (held.needAnywhere(ofAccounts).isEmpty()) {
            return;
        }
        for (Principal principal : rbac.principals().toList()) {
            if (principal.isServiceAccount()) {
                held.needNamed(principal.namespace(), principal.name(), ofAccounts)
                        .ifPresent(need -> act("serviceaccount", Held.by(rbac, principal), List.of(need), doubt));
            }
        }
    }

    /** A node may ask for the tokens of its pods. */
    private void asNodes(String doubt) {
        for (String mode : List.of("arbitrary-node", "associated-node")) {
            held.need("", "impersonate:" + mode + " nodes" + API).ifPresent(node -> {
                for (String scope : held.scopes()) {
                    on(mode, scope, "create", "serviceaccounts/token")
                            .ifPresent(on -> add(
                                    Terrain.KUBELETS,
                                    doubt.isEmpty()
                                            ? "which nodes and which of their pods that is has not been looked at"
                                            : doubt,
                                    List.of(node),
                                    List.of(on)));
                }
            });
        }
    }

    private void act(String mode, Held other, List<Need> being, String doubt) {
        for (Way way : Climber.direct(rbac, ground, other, here)) {
            for (String scope : held.scopes()) {
                limited(mode, scope, way)
                        .ifPresent(
                                on -> add(inScope(way.to(), scope), doubt.isEmpty() ? way.doubt() : doubt, being, on));
            }
        }
    }

    /** What it takes to make the requests of a way in a namespace, or everywhere if that is empty; empty if one of them cannot be made. */
    private Optional<List<Need>> limited(String mode, String scope, Way way) {
        List<Need> needs = new ArrayList<>();
        for (Need need : way.needs()) {
            String verb = need.use().request().verb();
            String where = need.use().right().binding().namespace();
            if (!ASIDE.contains(verb)) {
                Optional<Need> on =
                        verb.startsWith("impersonate") || !(where.isEmpty() || scope.isEmpty() || where.equals(scope))
                                ? Optional.empty()
                                : on(mode, scope, verb, need.use().request().what());
                if (on.isEmpty()) {
                    return Optional.empty();
                }
                needs.add(on.get());
            }
            needs.add(need);
        }
        return Optional.of(needs);
    }

    private Optional<Need> on(String mode, String scope, String verb, String what) {
        return held.need(scope, "impersonate-on:" + mode + ":" + verb + " " + what);
    }

    /** What holds everywhere is open in a namespace only, where the requests may be made there only. */
    private static Place inScope(Place to, String scope) {
        return to.kind() == Place.Kind.PASSAGE && to.name().endsWith(" ")
                ? new Place(to.kind(), to.name() + scope)
                : to;
    }

    private void add(Place to, String doubt, List<Need> being, List<Need> acting) {
        List<Need> needs = new ArrayList<>(being);
        needs.addAll(acting);
        ways.add(new Way(here, to, needs, doubt));
    }
}
