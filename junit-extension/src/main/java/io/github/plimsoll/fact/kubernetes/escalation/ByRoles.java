package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.fact.kubernetes.escalation.Place.passage;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.fact.kubernetes.rbac.Request;
import io.github.plimsoll.fact.kubernetes.rbac.RoleKey;
import io.github.plimsoll.fact.kubernetes.rbac.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ways by giving oneself a role, and by putting more into one that one has or may give oneself. */
final class ByRoles {

    private static final String CLUSTER_ROLES = "clusterroles.rbac.authorization.k8s.io";
    private static final String ROLES = "roles.rbac.authorization.k8s.io";
    private static final String[] WRITE_BINDINGS = {
        "create rolebindings.rbac.authorization.k8s.io",
        "update rolebindings.rbac.authorization.k8s.io",
        "patch rolebindings.rbac.authorization.k8s.io"
    };
    private static final String[] WRITE_CLUSTER_BINDINGS = {
        "create clusterrolebindings.rbac.authorization.k8s.io",
        "update clusterrolebindings.rbac.authorization.k8s.io",
        "patch clusterrolebindings.rbac.authorization.k8s.io"
    };
    /** The role that every cluster has, and that the API server makes anew if it is missing. */
    private static final String EVERYTHING = "cluster-admin";

    private final Climber climber;
    private final Rbac rbac;
    private final Ground ground;
    private final Held held;

    ByRoles(Climber climber) {
        this.climber = climber;
        this.rbac = climber.rbac();
        this.ground = climber.ground();
        this.held = climber.held();
    }

    void through(Binding binding) {
        bindClusterRoles(binding);
        bindRoles(binding);
        extendOwn(binding);
    }

    private void bindClusterRoles(Binding binding) {
        climber.each(binding, List.of("bind " + CLUSTER_ROLES), (bind, names) -> {
            for (String scope : held.scopesWith(binding)) {
                held.need(scope, scope.isEmpty() ? WRITE_CLUSTER_BINDINGS : WRITE_BINDINGS)
                        .ifPresent(write -> bound(bind, write, scope, clusterRoles(names)));
                if (scope.isEmpty()) {
                    held.need(scope, WRITE_BINDINGS)
                            .ifPresent(write -> ground.namespaces()
                                    .forEach(namespace -> bound(bind, write, namespace, clusterRoles(names))));
                }
            }
        });
    }

    private void bindRoles(Binding binding) {
        climber.each(binding, List.of("bind " + ROLES), (bind, names) -> {
            for (String namespace : climber.namespaces(binding)) {
                held.need(namespace, WRITE_BINDINGS).ifPresent(write -> {
                    List<RoleKey> roles = roles(namespace, names);
                    bound(bind, write, namespace, roles);
                    if (names.isEmpty()) {
                        extended(RoleKey.role(namespace, "new"), false)
                                .ifPresent(make -> addEverything(namespace, together(bind, write, make)));
                    }
                });
            }
        });
    }

    /** Whatever one of those roles gives, whoever may bind it has. */
    private void bound(Use bind, Need write, String namespace, List<RoleKey> roles) {
        for (RoleKey role : roles) {
            if (role.ofCluster() && rbac.roleAllows(role.name(), Request.parse("* *.*"))) {
                addEverything(namespace, Need.of(bind), write);
            } else {
                Binding made = new Binding(namespace, "new", -1, role, Set.of(climber.whom()), List.of());
                climber.waysThrough(made).forEach(way -> climber.add(bound(way, made, Need.of(bind), write)));
                extended(role, rbac.role(made).isPresent())
                        .ifPresent(extend -> addEverything(namespace, together(bind, write, extend)));
            }
        }
    }

    /** The same way, by a binding that has to be made first. */
    private static Way bound(Way way, Binding made, Need... making) {
        List<Need> needs = new ArrayList<>(List.of(making));
        way.needs().stream()
                .filter(need -> !need.use().right().binding().equals(made))
                .forEach(needs::add);
        return new Way(way.from(), way.to(), needs, way.doubt());
    }

    private List<RoleKey> clusterRoles(List<String> names) {
        return (names.isEmpty() ? List.of(EVERYTHING) : names)
                .stream().map(RoleKey::clusterRole).toList();
    }

    private List<RoleKey> roles(String namespace, List<String> names) {
        return names.isEmpty()
                ? rbac.roles()
                        .map(RuleSet::key)
                        .filter(key -> !key.ofCluster() && key.namespace().equals(namespace))
                        .toList()
                : names.stream().map(name -> RoleKey.role(namespace, name)).toList();
    }

    /** Only a role that one has already is worth extending. */
    private void extendOwn(Binding binding) {
        climber.each(binding, List.of("escalate " + CLUSTER_ROLES, "escalate " + ROLES), (escalate, names) -> {
            boolean ofCluster = escalate.request().resource().equals("clusterroles");
            for (Binding own : held.bindings()) {
                RoleKey role = own.role();
                boolean there = binding.isOfCluster() || binding.namespace().equals(own.namespace());
                if (there && role.ofCluster() == ofCluster && (names.isEmpty() || names.contains(role.name()))) {
                    rewrite(role).ifPresent(write -> addEverything(own.namespace(), Need.of(escalate), write));
                }
            }
        });
    }

    /** What it takes to put anything into a role, or to make it with that; empty if they cannot. */
    private Optional<List<Need>> extended(RoleKey role, boolean exists) {
        String roles = role.ofCluster() ? CLUSTER_ROLES : ROLES;
        // Who makes a role is asked for no name of it.
        Optional<Need> escalate = exists
                ? held.needNamed(role.namespace(), role.name(), "escalate " + roles)
                : held.needUnnamed(role.namespace(), "escalate " + roles);
        Optional<Need> write = exists ? rewrite(role) : held.need(role.namespace(), "create " + roles);
        return escalate.isPresent() && write.isPresent()
                ? Optional.of(List.of(escalate.get(), write.get()))
                : Optional.empty();
    }

    private static Need[] together(Use bind, Need write, List<Need> rest) {
        List<Need> needs = new ArrayList<>(List.of(Need.of(bind), write));
        needs.addAll(rest);
        return needs.toArray(Need[]::new);
    }

    private Optional<Need> rewrite(RoleKey role) {
        String roles = role.ofCluster() ? CLUSTER_ROLES : ROLES;
        return held.needNamed(role.namespace(), role.name(), "update " + roles, "patch " + roles);
    }

    /** Whoever may do everything in a namespace says what it refuses as well. */
    private void addEverything(String namespace, Need... needs) {
        climber.add(namespace.isEmpty() ? Place.CLUSTER : passage(Terrain.MAKING, namespace), needs);
        if (!namespace.isEmpty()) {
            climber.add(Terrain.NODES, needs);
        }
    }
}
