package io.github.plimsoll.attack;

import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Position.Role;
import java.util.List;
import java.util.stream.Collectors;

/** A chain of hops to a goal: from an entry, or from a position that nothing is known to lead to. */
public record AttackPath(List<Hop> hops) {

    public AttackPath {
        hops = List.copyOf(hops);
    }

    /** Where it begins: an entry, unless nothing leads to it. */
    public Position start() {
        return hops.get(0).from();
    }

    public Position goal() {
        return hops.get(hops.size() - 1).to();
    }

    /** What has to be taken on the way, in this order. */
    public List<Position> taken() {
        return hops.stream()
                .map(Hop::from)
                .filter(position -> position.role() == Role.BETWEEN)
                .toList();
    }

    /** Whether every condition on it holds; if not, it could not be excluded. */
    public boolean isCertain() {
        return hops.stream().allMatch(Hop::isCertain);
    }

    /** Why it could not be told whether it is open; none if it is. */
    public List<String> doubts() {
        return hops.stream()
                .flatMap(hop -> hop.ways().get(0).conditions().stream())
                .map(Condition::unreadable)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * The path as one sentence, in the target's own hostile words: {@code container/web: published on 0.0.0.0:8080; runs as root,
     * is privileged: whoever takes over container/web owns this host}.
     */
    public String sentence() {
        List<Position> taken = taken();
        String chain = taken.stream().map(Position::name).collect(Collectors.joining(" → "));
        String how =
                hops.stream().map(Hop::words).filter(words -> !words.isEmpty()).collect(Collectors.joining("; "));
        String who = taken.isEmpty()
                ? start().words()
                : "whoever " + taken.stream().map(Position::words).collect(Collectors.joining(", then "));
        return (chain.isEmpty() ? "" : chain + ": ") + how + ": " + who + " " + (isCertain() ? "" : "perhaps ")
                + goal().words();
    }
}
