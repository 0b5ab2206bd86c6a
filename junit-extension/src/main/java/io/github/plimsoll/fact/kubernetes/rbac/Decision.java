package io.github.plimsoll.fact.kubernetes.rbac;

import java.util.Optional;

/**
 * What the authorizer says to a request.
 *
 * @param because for a person, the shortest reason there is
 * @param right the one right that allows it; none if it is not allowed, or if no right is needed
 */
public record Decision(boolean allowed, String because, Optional<Right> right) {

    static Decision by(Right right) {
        return new Decision(
                true,
                right.binding() + " gives " + right.principal() + " the " + right.role() + ", which allows "
                        + right.theRule(),
                Optional.of(right));
    }

    static Decision byMembership(String group) {
        return new Decision(true, "group/" + group + " may do everything, whatever roles say", Optional.empty());
    }

    static Decision no() {
        return new Decision(false, "no binding gives a role that allows it", Optional.empty());
    }
}
