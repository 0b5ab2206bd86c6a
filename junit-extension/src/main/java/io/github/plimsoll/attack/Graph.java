package io.github.plimsoll.attack;

import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Position.Role;
import io.github.plimsoll.fact.attack.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/** The steps as a graph. Its answers depend on the steps alone, not on their order. */
final class Graph {

    private static final Comparator<Position> BY_NAME =
            Comparator.comparing(Position::name).thenComparing(Position::role).thenComparing(Position::rank);

    private static final Comparator<Step> BY_WORTH = Comparator.<Step, Boolean>comparing(step -> !step.isCertain())
            .thenComparing(step -> step.conditions().size())
            .thenComparing(step -> new Hop(step.from(), step.to(), List.of(step)).words());

    private static final Comparator<AttackPath> WORST_FIRST = Comparator.comparing(
                    (AttackPath path) -> !path.isCertain())
            .thenComparing(path -> path.goal().rank())
            .thenComparing(
                    path -> path.taken().stream().mapToInt(Position::rank).max().orElse(0))
            .thenComparing(path -> path.hops().get(0).from().rank())
            .thenComparing(path -> path.hops().size())
            .thenComparing(AttackPath::sentence);

    /** All ways from one position to another, the best first. */
    private final Map<Position, Map<Position, List<Step>>> ways = new TreeMap<>(BY_NAME);

    Graph(List<Step> steps) {
        for (Step step : steps) {
            ways.computeIfAbsent(step.from(), from -> new TreeMap<>(BY_NAME))
                    .computeIfAbsent(step.to(), to -> new ArrayList<>())
                    .add(step);
        }
        ways.values().forEach(targets -> targets.values().forEach(parallel -> parallel.sort(BY_WORTH)));
    }

    /** What is left of it once some changes are made. */
    Graph without(Set<Fix> made) {
        return new Graph(ways.values().stream()
                .flatMap(targets -> targets.values().stream())
                .flatMap(List::stream)
                .filter(step -> made.stream().noneMatch(step::isClosedBy))
                .toList());
    }

    /** The path to each position from which a goal is reached in one step, and on to its worst goal. */
    List<AttackPath> paths() {
        Map<Position, Position> previous = shortest();
        List<AttackPath> paths = new ArrayList<>();
        for (Position last : previous.keySet()) {
            goal(last, step -> true).ifPresent(goal -> paths.add(path(last, goal, previous)));
        }
        paths.sort(WORST_FIRST);
        return paths;
    }

    /** The paths from positions that reach a goal in one step but which nothing is known to lead to. */
    List<AttackPath> unreached() {
        Set<Position> reached = shortest().keySet();
        List<AttackPath> paths = new ArrayList<>();
        for (Position position : ways.keySet()) {
            // Nobody is in what is only passed through.
            if (!reached.contains(position) && position.role() != Role.PASSAGE) {
                goal(position, step -> true).ifPresent(goal -> paths.add(new AttackPath(List.of(hop(position, goal)))));
            }
        }
        paths.sort(WORST_FIRST);
        return paths;
    }

    /** How many positions reach a goal in one step and are reached themselves, once some changes are made. */
    int pathsLeft(Set<Fix> made) {
        java.util.function.Predicate<Step> open = step -> made.stream().noneMatch(step::isClosedBy);
        Set<Position> reached = new HashSet<>();
        Deque<Position> ahead = new ArrayDeque<>();
        for (Position position : ways.keySet()) {
            if (position.role() == Role.ENTRY && reached.add(position)) {
                ahead.add(position);
            }
        }
        int left = 0;
        while (!ahead.isEmpty()) {
            Position position = ahead.remove();
            left += goal(position, open).isPresent() ? 1 : 0;
            next(position).forEach((to, steps) -> {
                if (to.role() != Role.GOAL
                        && !reached.contains(to)
                        && steps.stream().anyMatch(open)) {
                    reached.add(to);
                    ahead.add(to);
                }
            });
        }
        return left;
    }

    private Map<Position, List<Step>> next(Position from) {
        return ways.getOrDefault(from, Map.of());
    }

    /** The worst goal one step away, one that is certain before one that is not. */
    private java.util.Optional<Position> goal(Position from, java.util.function.Predicate<Step> open) {
        return next(from).entrySet().stream()
                .filter(way -> way.getKey().role() == Role.GOAL)
                .filter(way -> way.getValue().stream().anyMatch(open))
                .min(Comparator.comparing((Map.Entry<Position, List<Step>> way) ->
                                !way.getValue().get(0).isCertain())
                        .thenComparing(way -> way.getKey().rank())
                        .thenComparing(Map.Entry::getKey, BY_NAME))
                .map(Map.Entry::getKey);
    }

    /** What each position is best reached from; entries from themselves. */
    private Map<Position, Position> shortest() {
        Map<Position, Position> previous = new LinkedHashMap<>();
        Map<Position, Cost> costs = new HashMap<>();
        PriorityQueue<Reached> ahead = new PriorityQueue<>();
        for (Position position : ways.keySet()) {
            if (position.role() == Role.ENTRY) {
                Cost start = new Cost(0, position.rank(), 0);
                costs.put(position, start);
                ahead.add(new Reached(position, position, start));
            }
        }
        while (!ahead.isEmpty()) {
            Reached reached = ahead.remove();
            if (previous.putIfAbsent(reached.position(), reached.from()) == null) {
                next(reached.position()).forEach((to, steps) -> {
                    Cost cost = reached.cost().plus(steps.get(0), to);
                    Cost known = costs.get(to);
                    if (to.role() != Role.GOAL && (known == null || cost.compareTo(known) <= 0)) {
                        costs.put(to, cost);
                        ahead.add(new Reached(to, reached.position(), cost));
                    }
                });
            }
        }
        return previous;
    }

    private AttackPath path(Position last, Position goal, Map<Position, Position> previous) {
        Deque<Hop> hops = new ArrayDeque<>(List.of(hop(last, goal)));
        Position to = last;
        while (to.role() != Role.ENTRY) {
            Position from = java.util.Objects.requireNonNull(previous.get(to));
            hops.addFirst(hop(from, to));
            to = from;
        }
        return new AttackPath(List.copyOf(hops));
    }

    private Hop hop(Position from, Position to) {
        List<Step> all = next(from).getOrDefault(to, List.of());
        boolean certain = all.get(0).isCertain();
        return new Hop(
                from,
                to,
                all.stream().filter(step -> step.isCertain() == certain).toList());
    }

    /** The changes that close this path: all ways of one of its hops. Any other path to its end may still be there. */
    static Set<Fix> breaking(AttackPath path) {
        Set<Fix> fixes = new LinkedHashSet<>();
        for (Hop hop : path.hops()) {
            hop.ways().get(0).conditions().stream()
                    .flatMap(condition -> condition.fixes().stream())
                    .filter(fix -> hop.ways().stream().allMatch(way -> way.isClosedBy(fix)))
                    .forEach(fixes::add);
        }
        return fixes;
    }

    /** Doubts weigh more than an entry that few stand at, and that more than a longer way. */
    private record Cost(int doubts, int entry, int taken) implements Comparable<Cost> {

        Cost plus(Step step, Position to) {
            return new Cost(doubts + (step.isCertain() ? 0 : 1), entry, taken + (to.role() == Role.PASSAGE ? 0 : 1));
        }

        @Override
        public int compareTo(Cost other) {
            return Comparator.comparingInt(Cost::doubts)
                    .thenComparingInt(Cost::entry)
                    .thenComparingInt(Cost::taken)
                    .compare(this, other);
        }
    }

    private record Reached(Position position, Position from, Cost cost) implements Comparable<Reached> {

        @Override
        public int compareTo(Reached other) {
            return Comparator.comparing(Reached::cost)
                    .thenComparing(Reached::position, BY_NAME)
                    .thenComparing(Reached::from, BY_NAME)
                    .compare(this, other);
        }
    }
}
