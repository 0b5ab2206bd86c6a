package io.github.plimsoll.fact.kubernetes.entrance;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Service that an entrance leads to.
 *
 * @param guard what those who come have to show on the way
 */
record Backend(String namespace, String service, Guard guard) {

    private static final Pattern NAME = Pattern.compile("([^.]+)(?:\\.([^.]+)(?:\\.svc(?:\\..+)?)?)?\\.?");

    String key() {
        return namespace + "/" + service;
    }

    /** The Service of that name in the cluster's DNS; none if the name is of something else. */
    static Optional<Backend> named(String host, String ownNamespace, Guard guard) {
        Matcher name = NAME.matcher(host);
        return name.matches()
                ? Optional.of(new Backend(name.group(2) == null ? ownNamespace : name.group(2), name.group(1), guard))
                : Optional.empty();
    }
}
