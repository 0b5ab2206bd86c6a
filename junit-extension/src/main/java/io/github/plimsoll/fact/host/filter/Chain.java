package io.github.plimsoll.fact.host.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * A chain of rules.
 *
 * @param hook where the kernel enters it, for example {@code forward}; empty if only other chains lead to it
 * @param device the interface that it is for, where it is for one; else empty
 * @param drops whether what its rules leave over is dropped
 */
record Chain(String hook, String device, boolean drops, List<Rule> rules) {

    static Chain of(String hook, String device, boolean drops) {
        return new Chain(hook, device, drops, new ArrayList<>());
    }

    boolean isFor(NewConnection connection) {
        return device.isEmpty() || device.equals(connection.in());
    }
}
