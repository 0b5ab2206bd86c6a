package io.github.plimsoll.fact.kubernetes.escalation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds the grant without which fewest get to a goal. A grant stops somebody only if it lies on every chain of theirs,
 * so only what lies on all that were seen so far need be tried; and each trial that stops somebody not shows another chain of
 * theirs. Soon nothing is left that could be better than the best.
 */
final class BestCut {

    /** More than it takes by far, but in a cluster made for it. */
    private static final int TRIALS = 200;

    private final Function<Predicate<Way>, Routes> routes;
    /** For each who gets to the goal, the grants that lie on every chain seen of theirs. */
    private final Map<Place, Set<Given>> onEveryChain = new LinkedHashMap<>();

    private BestCut(Function<Predicate<Way>, Routes> routes) {
        this.routes = routes;
    }

    /** @param routes to the goal, by ways that are open */
    static Optional<Escalation.Cut> of(List<Place> climbers, Function<Predicate<Way>, Routes> routes) {
        BestCut search = new BestCut(routes);
        Routes all = routes.apply(way -> true);
        climbers.forEach(place -> all.from(place).ifPresent(chain -> search.onEveryChain.put(place, grants(chain))));
        return search.find();
    }

    private Optional<Escalation.Cut> find() {
        Set<Given> tried = new HashSet<>();
        Optional<Escalation.Cut> best = Optional.empty();
        Optional<Given> next = likeliest(tried, 0);
        while (next.isPresent() && tried.size() < TRIALS) {
            tried.add(next.get());
            int stops = stops(next.get());
            int most = best.map(Escalation.Cut::chains).orElse(0);
            if (stops > most
                    || (stops == most
                            && stops > 0
                            && isBefore(next.get(), best.orElseThrow().given()))) {
                best = Optional.of(new Escalation.Cut(next.get(), stops, onEveryChain.size()));
            }
            next = likeliest(tried, best.map(Escalation.Cut::chains).orElse(1));
        }
        return best;
    }

    /** The grant that may stop most, if it may stop as many as the best or more. */
    private Optional<Given> likeliest(Set<Given> tried, int atLeast) {
        Map<Given, Integer> may = new HashMap<>();
        onEveryChain.values().forEach(grants -> grants.forEach(grant -> may.merge(grant, 1, Integer::sum)));
        return may.entrySet().stream()
                .filter(entry -> entry.getValue() >= atLeast && !tried.contains(entry.getKey()))
                .max(Map.Entry.<Given, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey(), BestCut::later))
                .map(Map.Entry::getKey);
    }

    private int stops(Given grant) {
        Routes without = routes.apply(way -> way.isOpenWithout(grant::gives));
        int stopped = 0;
        for (Map.Entry<Place, Set<Given>> climber : onEveryChain.entrySet()) {
            Optional<Chain> other = without.from(climber.getKey());
            if (other.isPresent()) {
                climber.getValue().retainAll(grants(other.get()));
            } else {
                stopped++;
            }
        }
        return stopped;
    }

    private static Set<Given> grants(Chain chain) {
        Set<Given> grants = new HashSet<>();
        chain.ways().forEach(way -> way.needs().forEach(need -> grants.addAll(Given.behind(need))));
        return grants;
    }

    /** Of equals that which takes from one alone, then the first by name. */
    private static boolean isBefore(Given one, Given other) {
        return later(one, other) > 0;
    }

    private static int later(Given one, Given other) {
        return Comparator.comparing((Given grant) -> grant.holder().isEmpty())
                .thenComparing(Given::toString)
                .compare(other, one);
    }
}
