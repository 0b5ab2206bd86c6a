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
    private final Principal principal;
    private final Identity identity;
    private final Set<String> scopes = new TreeSet<>();

    Held(Rbac rbac, Principal principal) {
        this.rbac = rbac;
        this.principal = principal;
        this.identity = Identity.of(principal);
        bindings().forEach(binding -> scopes.add(binding.namespace()));
    }

    /** The holder, then their groups. */
    List<Principal> principals() {
        return Stream.concat(Stream.of(principal), identity.principals().stream())
                .distinct()
                .toList();
    }

    /** The bindings whose roles exist. */
    List<Binding> bindings() {
        return identity.principals().stream()
                .flatMap(whom -> rbac.bindingsNaming(whom).stream())
                .filter(binding -> rbac.role(binding).isPresent())
                .toList();
    }

    /** Where something else may be had that helps with what a binding gives: there, or anywhere if it holds everywhere. */
    Set<String> scopesWith(Binding binding) {
        return binding.isOfCluster() ? scopes : Set.of(binding.namespace());
    }

    /** All rights that allow one of some requests in a namespace, or in the whole cluster if that is empty. */
    Optional<Need> need(String namespace, String... requests) {
        return need(namespace, use -> true, requests);
    }

    /** The same, leaving out the rights that are limited to other names. */
    Optional<Need> needNamed(String namespace, String name, String... requests) {
        return need(namespace, use -> allowsName(use, name), requests);
    }

    private Optional<Need> need(String namespace, Predicate<Use> enough, String... requests) {
        List<Use> uses = Arrays.stream(requests)
                .map(Request::parse)
                .flatMap(what ->
                        rbac.allowingIn(identity, what, namespace).stream().map(right -> new Use(right, what)))
                .filter(enough)
                .toList();
        return uses.isEmpty() ? Optional.empty() : Optional.of(new Need(uses));
    }

    private static boolean allowsName(Use use, String name) {
        List<String> names = use.right().theRule().names();
        return names.isEmpty() || names.contains(name);
    }
}
