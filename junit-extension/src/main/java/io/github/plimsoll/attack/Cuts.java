package io.github.plimsoll.attack;

import io.github.plimsoll.fact.attack.Fix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    /** How many changes are tried each time: those that most paths pass. */
    static final int CANDIDATES = 12;

    private static final int MOST = 3;

    private Cuts() {}

    static List<Cut> of(Graph graph, List<AttackPath> paths) {
        List<Fix> candidates = candidates(paths);
        List<Fix> made = new ArrayList<>();
        int left = paths.size();
        while (left > 0 && made.size() < MOST) {
            Optional<Fix> best = best(graph, paths, candidates, made);
            if (best.isEmpty()) {
                break;
            }
            made.add(best.get());
            left = graph.pathsLeft(new LinkedHashSet<>(made));
        }
        return told(graph, paths.size(), needed(graph, made));
    }

    /** The change after which fewest paths are left; of equals the one that closes most ways, then the first. */
    private static Optional<Fix> best(Graph graph, List<AttackPath> paths, List<Fix> candidates, List<Fix> made) {
        Optional<Fix> best = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        long most = 0;
        for (Fix candidate : candidates) {
            if (!made.contains(candidate)) {
                Set<Fix> then = new LinkedHashSet<>(made);
                then.add(candidate);
                int left = graph.pathsLeft(then);
                long closes = closedBy(candidate, paths);
                if (left < fewest || (left == fewest && closes > most)) {
                    best = Optional.of(candidate);
                    fewest = left;
                    most = closes;
                }
            }
        }
        return best;
    }

    /** Without those changes that turned out to break nothing, even together with the others. */
    private static List<Fix> needed(Graph graph, List<Fix> made) {
        List<Fix> needed = new ArrayList<>(made);
        int left = graph.pathsLeft(new LinkedHashSet<>(made));
        for (Fix fix : made) {
            List<Fix> others = new ArrayList<>(needed);
            others.remove(fix);
            if (graph.pathsLeft(new LinkedHashSet<>(others)) == left) {
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

    /** Those that most paths pass, whichever of their ways they take. */
    private static List<Fix> candidates(List<AttackPath> paths) {
        Map<Fix, Integer> passed = new HashMap<>();
        paths.forEach(path -> Graph.fixes(path).forEach(fix -> passed.merge(fix, 1, Integer::sum)));
        return passed.entrySet().stream()
                .sorted(Map.Entry.<Fix, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().subject())
                        .thenComparing(entry -> entry.getKey().words()))
                .limit(CANDIDATES)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Where a path has several ways, no change breaks it alone; then the one counts that closes most of them. */
    private static long closedBy(Fix fix, List<AttackPath> paths) {
        return paths.stream()
                .flatMap(path -> path.hops().stream())
                .flatMap(hop -> hop.ways().stream())
                .filter(way -> way.isClosedBy(fix))
                .count();
    }
}
