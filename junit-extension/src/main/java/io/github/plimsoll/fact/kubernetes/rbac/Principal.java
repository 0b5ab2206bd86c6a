package io.github.plimsoll.fact.kubernetes.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Somebody whom a binding can name: a user, a group, or a service account.
 *
 * @param namespace that of a service account; else empty
 */
public record Principal(Kind kind, String namespace, String name) implements Comparable<Principal> {

    /** How the API server calls a service account by a user's name. */
    static final String ACCOUNT_PREFIX = "system:serviceaccount:";

    public enum Kind {
        USER("user"),
        GROUP("group"),
        SERVICE_ACCOUNT("serviceaccount");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** A user; a service account if that is what the name says. */
    public static Principal user(String name) {
        if (name.startsWith(ACCOUNT_PREFIX)) {
            String[] parts = name.substring(ACCOUNT_PREFIX.length()).split(":", -1);
            if (parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()) {
                return serviceAccount(parts[0], parts[1]);
            }
        }
        return new Principal(Kind.USER, "", name);
    }

    public static Principal group(String name) {
        return new Principal(Kind.GROUP, "", name);
    }

    public static Principal serviceAccount(String namespace, String name) {
        return new Principal(Kind.SERVICE_ACCOUNT, namespace, name);
    }

    /**
     * Whom an entry of a binding's subjects names.
     *
     * @param bindingNamespace where the binding stands, which is the namespace of a service account that names none; empty for a
     *     binding of the whole cluster
     * @return nobody if the API server takes it for nobody
     */
    static Optional<Principal> of(JsonNode subject, String bindingNamespace) {
        String name = subject.path("name").asText("");
        return switch (subject.path("kind").asText("")) {
            case "User" -> Optional.of(user(name));
            case "Group" -> Optional.of(group(name));
            case "ServiceAccount" -> {
                String own = subject.path("namespace").asText("");
                String namespace = own.isEmpty() ? bindingNamespace : own;
                yield namespace.isEmpty() ? Optional.empty() : Optional.of(serviceAccount(namespace, name));
            }
            default -> Optional.empty();
        };
    }

    public boolean isServiceAccount() {
        return kind == Kind.SERVICE_ACCOUNT;
    }

    public boolean isGroup() {
        return kind == Kind.GROUP;
    }

    @Override
    public int compareTo(Principal other) {
        return toString().compareTo(other.toString());
    }

    /** As in reports: {@code serviceaccount/dev/builder}, {@code user/alice}, {@code group/system:authenticated}. */
    @Override
    public String toString() {
        return kind.word + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
