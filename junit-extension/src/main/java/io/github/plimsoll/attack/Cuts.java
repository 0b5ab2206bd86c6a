package io.github.plimsoll.attack;

import io.github.plimsoll.fact.attack.Fix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The few changes that break most paths. To find the least set of changes that breaks all is beyond any program where there are
 * many; to take the best one each time comes close and is quick.
 */
final class Cuts {

    /** How many changes are tried each time: those first that most paths cannot do without, as far as is seen. */
    static final int CANDIDATES = 100;

    private static final int MOST = 3;

    private Cuts() {}

    static List<Cut> of(Graph graph, List<AttackPath> paths) {
        List<Fix> made = new ArrayList<>();
        Graph left = graph;
        List<AttackPath> open = paths;
        while (!open.isEmpty() && made.size() < MOST) {
            Optional<Fix> best = best(left, open);
            if (best.isEmpty()) {
                break;
            }
            made.add(best.get());
            left = graph.without(new LinkedHashSet<>(made));
            open = left.paths();
        }
        return told(graph, paths.size(), needed(graph, made));
    }

    /**
     * The change after which fewest paths are left; of equals the one that lies on most of them and closes most ways. Where none breaks a
     * path alone, the one that closes most ways.
     */
    private static Optional<Fix> best(Graph graph, List<AttackPath> paths) {
        Map<Fix, Integer> closes = new HashMap<>();
        Map<Fix, Integer> place = new HashMap<>();
        closedWays(paths, closes, place);
        Comparator<Fix> byWays = Comparator.comparing((Fix fix) -> -closes.getOrDefault(fix, 0))
                .thenComparing(fix -> place.getOrDefault(fix, 0))
                .thenComparing(Fix::subject)
                .thenComparing(Fix::words);
        Map<Fix, Integer> mayBreak = new HashMap<>();
        paths.forEach(path -> Graph.breaking(path).forEach(fix -> mayBreak.merge(fix, 1, Integer::sum)));
        List<Fix> likeliest = mayBreak.keySet().stream()
                .sorted(Comparator.comparing((Fix fix) -> -mayBreak.getOrDefault(fix, 0))
                        .thenComparing(byWays))
                .limit(CANDIDATES)
                .toList();
        Optional<Fix> best = Optional.empty();
        int most = 0;
        for (Fix fix : likeliest) {
            if (mayBreak.getOrDefault(fix, 0) <= most) {
                break; // What lies on no more paths than the best breaks is no better, nor is any that follows.
            }
            int breaks = paths.size() - graph.pathsLeft(Set.of(fix));
            if (breaks > most) {
                best = Optional.of(fix);
                most = breaks;
            }
        }
        return best.or(() -> closes.keySet().stream().min(byWays));
    }

    /** Without those changes that broke nothing when they were made, and are of no use to those made later either. */
    private static List<Fix> needed(Graph graph, List<Fix> made) {
        List<Fix> needed = new ArrayList<>(made);
        int left = graph.pathsLeft(new LinkedHashSet<>(made));
        Set<Fix> before = new LinkedHashSet<>();
        for (Fix fix : made) {
            int open = graph.pathsLeft(before);
            before.add(fix);
            List<Fix> others = new ArrayList<>(needed);
            others.remove(fix);
            if (open == graph.pathsLeft(before) && graph.pathsLeft(new LinkedHashSet<>(others)) == left) {
                needed = others;
            }
        }
        return needed;
    }

    private static List<Cut> told(Graph graph, int paths, List<Fix> fixes) {
        List<Cut> cuts = new ArrayList<>();
        Set<Fix> made = new LinkedHashSet<>();
        int before = paths;
        for (Fix fix : fixes) {
            made.add(fix);
            int left = graph.pathsLeft(made);
            cuts.add(new Cut(fix, before - left, before));
            before = left;
        }
        return cuts;
    }

    /** How many of the ways of some paths each change closes, and its place among those that do the same: the simplest comes first. */
    private static void closedWays(List<AttackPath> paths, Map<Fix, Integer> closes, Map<Fix, Integer> place) {
        paths.stream()
                .flatMap(path -> path.hops().stream())
                .flatMap(hop -> hop.ways().stream())
                .forEach(way -> {
                    Set<Fix> fixes = new HashSet<>();
                    way.conditions().forEach(condition -> {
                        fixes.addAll(condition.fixes());
                        for (int i = 0; i < condition.fixes().size(); i++) {
                            place.merge(condition.fixes().get(i), i, Math::max);
                        }
                    });
                    fixes.forEach(fix -> closes.merge(fix, 1, Integer::sum));
                });
    }
}
