package io.github.plimsoll.fact.attack;

import java.util.List;

/**
 * A way from one position to another.
 *
 * @param conditions all of which have to hold; to undo one is enough to close the way
 */
public record Step(Position from, Position to, List<Condition> conditions) {

    public Step {
        conditions = List.copyOf(conditions);
    }

    public boolean isCertain() {
        return conditions.stream().allMatch(Condition::isCertain);
    }

    /** Whether a change closes this way. */
    public boolean isClosedBy(Fix fix) {
        return conditions.stream().anyMatch(condition -> condition.fixes().contains(fix));
    }
}
