package io.github.plimsoll.fact.kubernetes.entrance;

import io.github.plimsoll.fact.Reading;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one object lets in from outside.
 *
 * @param encryption what it says of TLS
 */
public record Opening(Reading object, Set<Claim> claims, List<Backend> backends, Encryption encryption) {

    /**
     * Whether what comes in is encrypted.
     *
     * @param isOwn whether the object itself says so, and not the gateway that it hangs on
     * @param without the names under which it answers without TLS
     * @param doubt why that is not known; empty if it is
     */
    public record Encryption(boolean isOwn, List<String> without, String doubt) {

        static final Encryption OF_THE_GATEWAY = new Encryption(false, List.of(), "");

        static Encryption without(List<String> names) {
            return new Encryption(true, List.copyOf(names), "");
        }

        static Encryption unknown(String why) {
            return new Encryption(true, List.of(), why);
        }
    }

    public Opening {
        claims = Set.copyOf(claims);
        backends = List.copyOf(backends);
    }

    /** The names that it claims. */
    public Set<String> names() {
        return claims.stream().map(Claim::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where it claims them. */
    public Set<String> doors() {
        return claims.stream().map(claim -> claim.door().toString()).collect(Collectors.toCollection(TreeSet::new));
    }

    String namespace() {
        return namespaceOf(object);
    }

    /** The object with its namespace, {@code shop/web}. */
    static String keyOf(Reading object) {
        return namespaceOf(object) + "/" + nameOf(object);
    }

    static String namespaceOf(Reading object) {
        return object.raw().path("metadata").path("namespace").asText("");
    }

    static String nameOf(Reading object) {
        return object.raw().path("metadata").path("name").asText("");
    }
}
