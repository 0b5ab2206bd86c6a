package io.github.plimsoll.fact.docker;

import java.util.List;
import java.util.Set;

/** The {@code Test} of a health check: the command, or a word that says there is none. */
final class HealthProbe {

    private static final Set<String> NO_PROBE = Set.of("", "NONE");

    private HealthProbe() {}

    /** The command with its kind, for example {@code CMD-SHELL, curl localhost}; empty where health is not checked. */
    static List<String> of(List<String> test) {
        return test.isEmpty() || NO_PROBE.contains(test.get(0)) ? List.of() : test;
    }
}
