package io.github.plimsoll.attack;

import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Position.Role;
import io.github.plimsoll.fact.attack.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Small graphs by chance, and what is true of them, found by trying everything. */
final class RandomSteps {

    private static final List<Position> ENTRIES =
            List.of(Position.entry("sea", 0, "whoever sails by"), Position.entry("quay", 1, "whoever stands there"));
    private static final List<Position> GOALS =
            List.of(Position.goal("bridge", 0, "steers the fleet"), Position.goal("cargo", 1, "sees the cargo"));

    private RandomSteps() {}

    static List<Step> of(Random random) {
        List<Position> between = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            between.add(
                    i < 4 ? Position.between("ship/" + i, 0, "boards ship/" + i) : Position.passage("harbour/" + i));
        }
        List<Step> steps = new ArrayList<>();
        int count = 8 + random.nextInt(14);
        for (int i = 0; i < count; i++) {
            List<Position> from = new ArrayList<>(between);
            from.addAll(ENTRIES);
            List<Position> to = new ArrayList<>(between);
            to.addAll(GOALS);
            List<Condition> conditions = new ArrayList<>();
            for (int condition = 0; condition <= random.nextInt(3); condition++) {
                List<Fix> fixes = new ArrayList<>();
                for (int fix = 0; fix < random.nextInt(3); fix++) {
                    fixes.add(new Fix("fleet", "change " + random.nextInt(6)));
                }
                conditions.add(new Condition(
                        "condition " + i + condition, fixes, List.of(), random.nextInt(6) == 0 ? "fog" : ""));
            }
            steps.add(new Step(pick(from, random), pick(to, random), conditions));
        }
        return steps;
    }

    static Set<Fix> fixes(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.conditions().stream())
                .flatMap(condition -> condition.fixes().stream())
                .collect(Collectors.toSet());
    }

    static List<Step> without(List<Step> steps, Fix fix) {
        return steps.stream().filter(step -> !step.isClosedBy(fix)).toList();
    }

    /** How many positions an entry leads to from which a goal is one step away. */
    static int ends(List<Step> steps) {
        Set<Position> reached = new HashSet<>(ENTRIES);
        while (steps.stream()
                .filter(step -> reached.contains(step.from()) && step.to().role() != Role.GOAL)
                .map(step -> reached.add(step.to()))
                .reduce(false, Boolean::logicalOr)) {
            // Until nothing is reached any more that was not reached before.
        }
        return (int) steps.stream()
                .filter(step -> reached.contains(step.from()) && step.to().role() == Role.GOAL)
                .map(Step::from)
                .distinct()
                .count();
    }

    /** Doubts, the rank of the entry and what is taken, to the last position before the goal. */
    static List<Integer> cost(AttackPath path) {
        List<Hop> before = path.hops().subList(0, path.hops().size() - 1);
        return List.of(
                (int) before.stream().filter(hop -> !hop.isCertain()).count(),
                path.start().rank(),
                (int) before.stream()
                        .filter(hop -> hop.to().role() != Role.PASSAGE)
                        .count());
    }

    /** The least cost of all ways to where a path's last hop begins, each position passed once. */
    static List<Integer> least(List<Step> steps, AttackPath path) {
        Position last = path.hops().get(path.hops().size() - 1).from();
        List<List<Integer>> costs = new ArrayList<>();
        for (Position entry : ENTRIES) {
            walk(steps, entry, last, Set.of(entry), List.of(0, entry.rank(), 0), costs);
        }
        return costs.stream()
                .min((one, other) -> {
                    for (int i = 0; i < 2; i++) {
                        if (!one.get(i).equals(other.get(i))) {
                            return one.get(i) - other.get(i);
                        }
                    }
                    return one.get(2) - other.get(2);
                })
                .orElseThrow();
    }

    private static void walk(
            List<Step> steps,
            Position at,
            Position end,
            Set<Position> seen,
            List<Integer> cost,
            List<List<Integer>> costs) {
        if (at.equals(end)) {
            costs.add(cost);
        }
        for (Step step : steps) {
            if (step.from().equals(at) && step.to().role() != Role.GOAL && !seen.contains(step.to())) {
                Set<Position> now = new HashSet<>(seen);
                now.add(step.to());
                int doubts = cost.get(0) + (step.isCertain() ? 0 : 1);
                int taken = cost.get(2) + (step.to().role() == Role.PASSAGE ? 0 : 1);
                walk(steps, step.to(), end, now, List.of(doubts, cost.get(1), taken), costs);
            }
        }
    }

    private static Position pick(List<Position> positions, Random random) {
        return positions.get(random.nextInt(positions.size()));
    }
}
