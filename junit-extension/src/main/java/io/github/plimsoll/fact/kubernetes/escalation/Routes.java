package io.github.plimsoll.fact.kubernetes.escalation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The shortest way from every place to one goal, found from the goal backwards; linear in the number of ways. */
final class Routes {

    private final Place goal;
    private final Map<Place, Integer> distances = new HashMap<>();
    private final Map<Place, Way> next = new HashMap<>();

    private Routes(Place goal) {
        this.goal = goal;
    }

    /** @param into the ways to each place */
    static Routes to(Place goal, Map<Place, List<Way>> into, Predicate<Way> open) {
        Routes routes = new Routes(goal);
        Deque<Reached> ahead = new ArrayDeque<>();
        routes.distances.put(goal, 0);
        ahead.add(new Reached(goal, 0));
        while (!ahead.isEmpty()) {
            Reached reached = ahead.removeFirst();
            if (reached.distance() > routes.distances.getOrDefault(reached.place(), 0)) {
                continue;
            }
            for (Way way : into.getOrDefault(reached.place(), List.of())) {
                int distance = reached.distance() + way.cost();
                if (distance < routes.distances.getOrDefault(way.from(), Integer.MAX_VALUE) && open.test(way)) {
                    routes.distances.put(way.from(), distance);
                    routes.next.put(way.from(), way);
                    // Ways that cost nothing come first, so that places are left in the order of their distance.
                    if (way.cost() == 0) {
                        ahead.addFirst(new Reached(way.from(), distance));
                    } else {
                        ahead.addLast(new Reached(way.from(), distance));
                    }
                }
            }
        }
        return routes;
    }

    /** The shortest chain from a place; none if the goal cannot be reached from it. */
    Optional<Chain> from(Place place) {
        List<Way> chain = new ArrayList<>();
        Place at = place;
        while (!at.equals(goal)) {
            Way way = next.get(at);
            if (way == null) {
                return Optional.empty();
            }
            chain.add(way);
            at = way.to();
        }
        return chain.isEmpty() ? Optional.empty() : Optional.of(new Chain(chain));
    }

    /** The shortest chain that begins with one of some ways. */
    Optional<Chain> byOneOf(List<Way> first, Predicate<Way> open) {
        Way best = null;
        int shortest = Integer.MAX_VALUE;
        for (Way way : first) {
            Integer distance = distances.get(way.to());
            if (open.test(way) && distance != null && distance + way.cost() < shortest) {
                shortest = distance + way.cost();
                best = way;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        List<Way> chain = new ArrayList<>(List.of(best));
        from(best.to()).ifPresent(rest -> chain.addAll(rest.ways()));
        return Optional.of(new Chain(chain));
    }

    private record Reached(Place place, int distance) {}
}
