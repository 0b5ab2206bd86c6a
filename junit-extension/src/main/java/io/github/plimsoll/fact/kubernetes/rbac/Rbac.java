package io.github.plimsoll.fact.kubernetes.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All roles and bindings of a cluster, indexed once; answers as the RBAC authorizer of the API server does. Immutable.
 *
 * <p>What could not be read makes no answer a no: whatever is not allowed by what was read is {@link Unreadable} then.
 */
public final class Rbac {

    private final Map<RoleKey, RuleSet> roles = new HashMap<>();
    private final List<Binding> bindings = new ArrayList<>();
    private final Map<Principal, Map<String, List<Binding>>> naming = new HashMap<>();
    private final Map<String, List<Binding>> holdingIn = new HashMap<>();
    private final Map<RoleKey, List<Binding>> referring = new HashMap<>();
    private final Map<String, Unreadable> failures = new LinkedHashMap<>();

    private Rbac() {}

    /** @param list gives the raw list of a key of {@link KubernetesDocuments}, or throws {@link Unreadable} */
    public static Rbac of(Function<String, JsonNode> list) {
        Rbac rbac = new Rbac();
        rbac.readRoles(KubernetesDocuments.CLUSTER_ROLES, list);
        rbac.readRoles(KubernetesDocuments.ROLES, list);
        rbac.readBindings(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, list);
        rbac.readBindings(KubernetesDocuments.ROLE_BINDINGS, list);
        return rbac;
    }

    /** All bindings that could be read, those of the cluster first. */
    public List<Binding> bindings() {
        return Collections.unmodifiableList(bindings);
    }

    /** The bindings that name somebody, wherever they hold. */
    public List<Binding> bindingsNaming(Principal principal) {
        return naming.getOrDefault(principal, Map.of()).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The bindings that refer to a role. */
    public List<Binding> bindingsOf(RoleKey role) {
        return referring.getOrDefault(role, List.of());
    }

    /** Everybody whom a binding names. */
    public Stream<Principal> principals() {
        return naming.keySet().stream().sorted();
    }

    /** All roles that could be read, bound or not. */
    public Stream<RuleSet> roles() {
        return roles.values().stream().sorted(Comparator.comparing(RuleSet::toString));
    }

    /** The list of that key could not be read, for this reason; none if it could. */
    public Optional<Unreadable> failure(String key) {
        return Optional.ofNullable(failures.get(key));
    }

    /** Why lists could not be read; none if all could. */
    public List<Unreadable> failures() {
        return List.copyOf(failures.values());
    }

    /** The role that a binding refers to; none if it refers to one that does not exist, and so gives nothing. */
    public Optional<RuleSet> role(Binding binding) {
        RoleKey key = binding.role();
        Optional<RuleSet> known = Optional.ofNullable(roles.get(key));
        String list = key.ofCluster() ? KubernetesDocuments.CLUSTER_ROLES : KubernetesDocuments.ROLES;
        return known.or(() -> failure(list).map(failure -> RuleSet.unreadable(key, failure)));
    }

    /**
     * May somebody do that? The reason given is the narrowest right: by name before by group, in one namespace before the cluster.
     *
     * @throws Unreadable if it is allowed by nothing that could be read, and not everything could
     */
    public Decision may(Identity who, Request what) {
        if (who.groups().contains(Identity.MASTERS)) {
            return Decision.byMembership(Identity.MASTERS);
        }
        List<Unreadable> unknown = unreadableBindings(what.namespace());
        for (Principal principal : who.principals()) {
            for (String scope : scopes(what.namespace())) {
                for (Binding binding : naming.getOrDefault(principal, Map.of()).getOrDefault(scope, List.of())) {
                    Optional<Right> right = right(principal, binding, what, unknown);
                    if (right.isPresent()) {
                        return Decision.by(right.get());
                    }
                }
            }
        }
        throwFirst(unknown);
        return Decision.no();
    }

    /**
     * Who may do that? The narrowest right of each whom a binding names; members of {@code system:masters} may beside them.
     *
     * @throws Unreadable if not all of them could be found
     */
    public List<Right> whoCan(Request what) {
        SortedMap<Principal, Right> found = new TreeMap<>();
        List<Unreadable> unknown = unreadableBindings(what.namespace());
        for (String scope : scopes(what.namespace())) {
            for (Binding binding : holdingIn.getOrDefault(scope, List.of())) {
                for (Principal principal : binding.principals()) {
                    right(principal, binding, what, unknown).ifPresent(right -> found.putIfAbsent(principal, right));
                }
            }
        }
        throwFirst(unknown);
        return List.copyOf(found.values());
    }

    /**
     * Every right that somebody has anywhere, by name or by group.
     *
     * @throws Unreadable if not all of them could be found
     */
    public List<Right> rightsOf(Identity who) {
        throwFirst(failures());
        return who.principals().stream()
                .flatMap(principal ->
                        bindingsNaming(principal).stream().flatMap(binding -> rights(principal, binding).stream()))
                .toList();
    }

    /**
     * What one binding gives to one of those whom it names.
     *
     * @throws Unreadable if its role could not be read
     */
    public List<Right> rights(Principal principal, Binding binding) {
        List<Right> rights = new ArrayList<>();
        role(binding).ifPresent(role -> {
            for (int rule = 0; rule < role.rules().size(); rule++) {
                rights.add(new Right(principal, binding, role, rule));
            }
        });
        return rights;
    }

    /**
     * By which rights one binding allows something where it holds, on one object at least. What cannot come of it, such as nodes
     * in a namespace or the creation of an object by its name, it does not allow.
     *
     * @throws Unreadable if its role could not be read
     */
    public List<Right> allowing(Principal principal, Binding binding, Request what) {
        if (!binding.isOfCluster() && Scopes.isOfCluster(what)) {
            return List.of();
        }
        return rights(principal, binding).stream()
                .filter(right -> right.theRule().canAllow(what))
                .toList();
    }

    /**
     * By which right somebody may do that on one object at least, wherever it be.
     *
     * @throws Unreadable if it is allowed by nothing that could be read, and not everything could
     */
    public Optional<Right> anywhere(Identity who, Request what) {
        List<Unreadable> unknown = new ArrayList<>(failures.values());
        for (Principal principal : who.principals()) {
            for (Binding binding : bindingsNaming(principal)) {
                try {
                    Optional<Right> right =
                            allowing(principal, binding, what).stream().findFirst();
                    if (right.isPresent()) {
                        return right;
                    }
                } catch (Unreadable e) {
                    unknown.add(e);
                }
            }
        }
        throwFirst(unknown);
        return Optional.empty();
    }

    /**
     * All rights by which somebody may do that on one object at least, in one namespace or, if that is empty, everywhere.
     *
     * @throws Unreadable if a role of theirs could not be read
     */
    public List<Right> allowingIn(Identity who, Request what, String namespace) {
        return who.principals().stream()
                .flatMap(principal -> bindingsNaming(principal).stream()
                        .filter(binding -> scopes(namespace).contains(binding.namespace()))
                        .flatMap(binding -> allowing(principal, binding, what).stream()))
                .toList();
    }

    /** Whether a ClusterRole allows something, bound or not; one that does not exist allows nothing. */
    public boolean roleAllows(String clusterRole, Request what) {
        RuleSet role = roles.get(RoleKey.clusterRole(clusterRole));
        return role != null && role.rules().stream().anyMatch(rule -> rule.canAllow(what));
    }

    private Optional<Right> right(Principal principal, Binding binding, Request what, List<Unreadable> unknown) {
        try {
            return role(binding)
                    .flatMap(role -> role.rulesThatAllow(what).stream()
                            .findFirst()
                            .map(rule -> new Right(principal, binding, role, rule)));
        } catch (Unreadable e) {
            unknown.add(e);
            return Optional.empty();
        }
    }

    private List<Unreadable> unreadableBindings(String namespace) {
        List<Unreadable> unknown = new ArrayList<>();
        failure(KubernetesDocuments.CLUSTER_ROLE_BINDINGS).ifPresent(unknown::add);
        if (!namespace.isEmpty()) {
            failure(KubernetesDocuments.ROLE_BINDINGS).ifPresent(unknown::add);
        }
        return unknown;
    }

    private void readRoles(String key, Function<String, JsonNode> list) {
        int index = 0;
        for (JsonNode item : items(key, list)) {
            JsonNode metadata = item.path("metadata");
            RoleKey role = new RoleKey(
                    key.equals(KubernetesDocuments.CLUSTER_ROLES),
                    metadata.path("namespace").asText(""),
                    metadata.path("name").asText(""));
            roles.put(role, RuleSet.of(role, index++, item));
        }
    }

    private void readBindings(String key, Function<String, JsonNode> list) {
        int index = 0;
        for (JsonNode item : items(key, list)) {
            Binding binding = Binding.of(item, index++);
            bindings.add(binding);
            holdingIn
                    .computeIfAbsent(binding.namespace(), namespace -> new ArrayList<>())
                    .add(binding);
            referring.computeIfAbsent(binding.role(), role -> new ArrayList<>()).add(binding);
            for (Principal principal : binding.principals()) {
                naming.computeIfAbsent(principal, whom -> new TreeMap<>())
                        .computeIfAbsent(binding.namespace(), namespace -> new ArrayList<>())
                        .add(binding);
            }
        }
    }

    private JsonNode items(String key, Function<String, JsonNode> list) {
        try {
            JsonNode items = list.apply(key).path("items");
            if (!items.isArray() && !items.isNull()) {
                throw new Unreadable("items of " + key + " is not a list");
            }
            return items;
        } catch (Unreadable e) {
            failures.put(key, e);
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
    }

    private static List<String> scopes(String namespace) {
        return namespace.isEmpty() ? List.of("") : List.of(namespace, "");
    }

    private static void throwFirst(List<Unreadable> unknown) {
        if (!unknown.isEmpty()) {
            throw unknown.get(0);
        }
    }
}
