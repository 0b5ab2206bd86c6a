package io.github.plimsoll.attack;

import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Step;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One hop of a path, with all the ways there are to make it.
 *
 * @param ways the certain ones if there are any, else those that could not be excluded; never empty
 */
public record Hop(Position from, Position to, List<Step> ways) {

    public Hop {
        ways = List.copyOf(ways);
    }

    public boolean isCertain() {
        return ways.get(0).isCertain();
    }

    /** What allows it, by the first way: {@code runs as root, mounts /run/docker.sock (or 2 other ways)}. */
    public String words() {
        String words = ways.get(0).conditions().stream()
                .map(Condition::words)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        if (words.isEmpty()) {
            return ""; // It follows by itself, whatever other ways there are.
        }
        int others = ways.size() - 1;
        return words
                + switch (others) {
                    case 0 -> "";
                    case 1 -> " (or 1 other way)";
                    default -> " (or " + others + " other ways)";
                };
    }
}
