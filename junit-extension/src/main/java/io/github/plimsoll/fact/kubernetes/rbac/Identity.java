package io.github.plimsoll.fact.kubernetes.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who asks the API server for something: a user's name and the groups that came with it.
 *
 * @param groups in the order of the alphabet
 */
public record Identity(String user, Set<String> groups) {

    public static final String AUTHENTICATED = "system:authenticated";
    public static final String UNAUTHENTICATED = "system:unauthenticated";
    public static final String ANONYMOUS = "system:anonymous";
    public static final String MASTERS = "system:masters";
    public static final String ACCOUNTS = "system:serviceaccounts";

    public Identity {
        groups = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    }

    /** A service account, with the groups that the API server puts each of them into. */
    public static Identity serviceAccount(String namespace, String name) {
        return new Identity(
                Principal.ACCOUNT_PREFIX + namespace + ":" + name,
                Set.of(ACCOUNTS, ACCOUNTS + ":" + namespace, AUTHENTICATED));
    }

    /** A user who has shown credentials. */
    public static Identity user(String name, String... groups) {
        Set<String> all = new TreeSet<>(List.of(groups));
        all.add(AUTHENTICATED);
        return new Identity(name, all);
    }

    /** Whoever shows no credentials. */
    public static Identity anonymous() {
        return new Identity(ANONYMOUS, Set.of(UNAUTHENTICATED));
    }

    /** The least that somebody is whom a binding names: for a group, a member who is in no other and has no name. */
    public static Identity of(Principal principal) {
        return switch (principal.kind()) {
            case SERVICE_ACCOUNT -> serviceAccount(principal.namespace(), principal.name());
            case USER -> principal.name().equals(ANONYMOUS) ? anonymous() : user(principal.name());
            case GROUP -> memberOf(principal.name());
        };
    }

    private static Identity memberOf(String group) {
        if (group.equals(UNAUTHENTICATED)) {
            return anonymous();
        }
        if (group.startsWith(ACCOUNTS)) {
            return user("", group, ACCOUNTS);
        }
        return user("", group);
    }

    /** All whom bindings can name to mean this one: itself, then its groups. */
    public List<Principal> principals() {
        List<Principal> principals = new ArrayList<>();
        if (!user.isEmpty()) {
            principals.add(Principal.user(user));
        }
        groups.forEach(group -> principals.add(Principal.group(group)));
        return principals;
    }
}
