package io.github.plimsoll.catalogue;

import java.util.List;

/**
 * Where a control stands in another framework.
 *
 * @param ids what the framework calls it there, for example {@code AC-6(2)}
 * @param support what speaks for it beside the basis of the framework's mappings; empty if nothing does
 */
public record Mapping(Framework framework, List<String> ids, String support) {

    public Mapping {
        ids = List.copyOf(ids);
    }

    /** Whether {@code wanted} names it: {@code AC-6} is also {@code AC-6(2)}; the framework may stand before, with a colon. */
    public boolean isCalled(String wanted) {
        String prefix = framework.id() + ":";
        String id = wanted.startsWith(prefix) ? wanted.substring(prefix.length()) : wanted;
        return ids.stream().anyMatch(own -> own.equals(id) || own.startsWith(id + "(") || own.startsWith(id + "."));
    }

    /**
     * A framework that controls are mapped to.
     *
     * @param id for example {@code nist-800-53r5}
     * @param title for people, for example {@code NIST SP 800-53 revision 5}
     * @param basis how the mappings were obtained, as half a sentence
     */
    public record Framework(String id, String title, String basis) {}
}
