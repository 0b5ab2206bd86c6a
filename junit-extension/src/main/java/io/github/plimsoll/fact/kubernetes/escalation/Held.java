package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.fact.kubernetes.rbac.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rights of one holder: their own, and those of the groups that they are surely in. */
final class Held {

    private final Rbac rbac;
    /** Whom the rights are theirs as: one, or each of several that they are at once. */
    private final List<Principal> own;

    private final Identity identity;
    private final Set<String> scopes = new TreeSet<>();

    private Held(Rbac rbac, List<Principal> own, Identity identity) {
        this.rbac = rbac;
        this.own = own;
        this.identity = identity;
        bindings().forEach(binding -> scopes.add(binding.namespace()));
    }

    static Held by(Rbac rbac, Principal principal) {
        return new Held(rbac, List.of(principal), Identity.of(principal));
    }

    static Held by(Rbac rbac, Company company) {
        return new Held(rbac, company.members(), company.identity());
    }

    /** The holder, then their groups. */
    List<Principal> principals() {
        return Stream.concat(own.stream(), identity.principals().stream())
                .distinct()
                .toList();
    }

    /** Whether it takes rights of their own; of several at once, whether one of them alone is not enough. */
    boolean areTakenBy(Way way) {
        return own.stream()
                .noneMatch(one -> way.isOpenWithout(use -> {
                    Principal whose = use.right().principal();
                    return own.contains(whose) && (own.size() == 1 || !whose.equals(one));
                }));
    }

    /** The bindings whose roles exist. */
    List<Binding> bindings() {
        return identity.principals().stream()
                .flatMap(whom -> rbac.bindingsNaming(whom).stream())
                .filter(binding -> rbac.role(binding).isPresent())
                .toList();
    }

    /** Wherever they hold something; the whole cluster is the empty one. */
    Set<String> scopes() {
        return scopes;
    }

    /** Where something else may be had that helps with what a binding gives: there, or anywhere if it holds everywhere. */
    Set<String> scopesWith(Binding binding) {
        return binding.isOfCluster() ? scopes : Set.of(binding.namespace());
    }

    /** All rights that allow one of some requests in a namespace, or in the whole cluster if that is empty. */
    Optional<Need> need(String namespace, String... requests) {
        return need(Set.of(namespace), use -> true, requests);
    }

    /** The same, wherever they hold. */
    Optional<Need> needAnywhere(String... requests) {
        return need(scopes, use -> true, requests);
    }

    /** The same, leaving out the rights that are limited to other names. */
    Optional<Need> needNamed(String namespace, String name, String... requests) {
        return needNamed(namespace, List.of(name), requests);
    }

    /** The same, where one of several names is enough. */
    Optional<Need> needNamed(String namespace, List<String> names, String... requests) {
        return need(Set.of(namespace), use -> allowsOne(use, names), requests);
    }

    /** The same, leaving out those that are limited to some names. */
    Optional<Need> needUnnamed(String namespace, String... requests) {
        return need(Set.of(namespace), use -> use.right().theRule().names().isEmpty(), requests);
    }

    /** The names that rights to do something in the whole cluster are limited to. */
    Set<String> names(String request) {
        Set<String> names = new TreeSet<>();
        rbac.allowingIn(identity, Request.parse(request), "")
                .forEach(right -> names.addAll(right.theRule().names()));
        return names;
    }

    private Optional<Need> need(Set<String> namespaces, Predicate<Use> enough, String... requests) {
        List<Use> uses = Arrays.stream(requests)
                .map(Request::parse)
                .flatMap(what -> namespaces.stream()
                        .flatMap(namespace -> rbac.allowingIn(identity, what, namespace).stream())
                        .distinct()
                        .map(right -> new Use(right, what)))
                .filter(enough)
                .toList();
        return uses.isEmpty() ? Optional.empty() : Optional.of(new Need(uses));
    }

    private static boolean allowsOne(Use use, List<String> names) {
        List<String> limits = use.right().theRule().names();
        return limits.isEmpty() || limits.stream().anyMatch(names::contains);
    }
}
