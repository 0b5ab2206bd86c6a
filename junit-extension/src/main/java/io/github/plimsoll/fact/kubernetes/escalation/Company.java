package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who is several at once, as whoever acts as a user in groups of their choice is: together they may have what none has alone.
 *
 * @param user the user or service account, if it is one with rights
 * @param groups in the order of the alphabet
 */
record Company(Optional<Principal> user, List<Principal> groups) {

    static Company of(Optional<Principal> user, Collection<Principal> groups) {
        return new Company(user, groups.stream().sorted().distinct().toList());
    }

    /** Whether there are several of them at all. */
    boolean isOne() {
        return members().size() < 2;
    }

    List<Principal> members() {
        return Stream.concat(user.stream(), groups.stream()).toList();
    }

    /** A service account that is given groups is in no others. */
    Identity identity() {
        String name = user.map(Company::userName).orElse("");
        return Identity.user(name, groups.stream().map(Principal::name).toArray(String[]::new));
    }

    private static String userName(Principal principal) {
        return principal.isServiceAccount()
                ? "system:serviceaccount:" + principal.namespace() + ":" + principal.name()
                : principal.name();
    }

    Place place() {
        String words = groups.stream().map(Principal::toString).collect(Collectors.joining(" and "));
        return new Place(
                Place.Kind.HOLDER,
                user.map(name -> name + (words.isEmpty() ? "" : " in ")).orElse("") + words);
    }
}
