package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.BuiltIns;
import io.github.plimsoll.fact.kubernetes.rbac.Request;
import io.github.plimsoll.fact.kubernetes.rbac.Right;

/** A right, and what of it is made use of. */
public record Use(Right right, Request request) {

    /** Whether every cluster has it from the beginning. */
    boolean isBuiltIn() {
        return BuiltIns.shipped().bind(right.principal(), right.binding())
                && BuiltIns.shipped().give(right, request);
    }

    /** For a person: {@code create pods in shop (rolebinding/shop/builders)}. */
    @Override
    public String toString() {
        return right.text(request.text());
    }
}
