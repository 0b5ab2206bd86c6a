package io.github.plimsoll.fact.kubernetes.escalation;

import java.util.List;
import java.util.function.Predicate;

/**
 * Something that a way takes.
 *
 * @param alternatives the rights each of which is enough; never empty
 */
public record Need(List<Use> alternatives) {

    public Need {
        alternatives = List.copyOf(alternatives);
    }

    static Need of(Use use) {
        return new Need(List.of(use));
    }

    /** The right that is told of; whatever others there are, they do the same. */
    public Use use() {
        return alternatives.get(0);
    }

    boolean isOpenWithout(Predicate<Use> taken) {
        return alternatives.stream().anyMatch(taken.negate());
    }
}
