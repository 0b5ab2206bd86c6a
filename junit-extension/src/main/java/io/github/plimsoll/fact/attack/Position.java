package io.github.plimsoll.fact.attack;

/**
 * Something that an attacker may hold.
 *
 * @param name for example {@code container/web}; hostile text
 * @param rank orders entries from the most exposed and goals from the worst, beginning at 0; of positions between, those held
 *     now come before those that will be held only if something is started
 * @param words of an entry who stands there ({@code whoever reaches this host's network}), of a goal what it means to hold it
 *     ({@code owns this host}), of a position between how it is come by ({@code takes over container/web})
 */
public record Position(String name, Role role, int rank, String words) {

    /** What a position is for an attacker. */
    public enum Role {
        /** Where an attacker stands from the beginning. */
        ENTRY,
        /** What an attacker has to take on the way. */
        BETWEEN,
        /** Passed through on the way without anything being taken, such as a network; not worth a word. */
        PASSAGE,
        /** What an attacker is after. */
        GOAL
    }

    public static Position entry(String name, int rank, String words) {
        return new Position(name, Role.ENTRY, rank, words);
    }

    public static Position between(String name, int rank, String words) {
        return new Position(name, Role.BETWEEN, rank, words);
    }

    public static Position passage(String name) {
        return new Position(name, Role.PASSAGE, 0, "");
    }

    public static Position goal(String name, int rank, String words) {
        return new Position(name, Role.GOAL, rank, words);
    }
}
