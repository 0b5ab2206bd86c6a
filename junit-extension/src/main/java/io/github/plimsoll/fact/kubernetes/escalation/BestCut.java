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
        Optional<Given> best = Optional.empty();
        int most = 0;
        Optional<Given> next = likeliest(tried, 1);
        while (next.isPresent() && tried.size() < TRIALS) {
            tried.add(next.get());
            int stops = stops(next.get());
            if (stops > most) {
                best = next;
                most = stops;
            }
            next = likeliest(tried, most + 1);
        }
        int stopped = most;
        return best.map(given -> new Escalation.Cut(narrowest(given, stopped), stopped, onEveryChain.size()));
    }

    /** Where a whole binding stops no more than one of those whom it names, that one is enough. */
    private Given narrowest(Given given, int stopped) {
        Map<Given, Integer> may = may();
        return given.holder().isPresent()
                ? given
                : given.binding().principals().stream()
                        .map(principal -> new Given(given.binding(), Optional.of(principal)))
                        .filter(own -> may.getOrDefault(own, 0) >= stopped)
                        .filter(own -> stops(own) == stopped)
                        .findFirst()
                        .orElse(given);
    }

    /** The grant that may stop most, if it may stop so many at least; of equals that which takes from one alone, then the first. */
    private Optional<Given> likeliest(Set<Given> tried, int atLeast) {
        return may().entrySet().stream()
                .filter(entry -> entry.getValue() >= atLeast && !tried.contains(entry.getKey()))
                .max(Map.Entry.<Given, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().holder().isPresent())
                        .thenComparing(entry -> entry.getKey().toString(), Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
    }

    /** How many each grant may stop, as far as is seen. */
    private Map<Given, Integer> may() {
        Map<Given, Integer> may = new HashMap<>();
        onEveryChain.values().forEach(grants -> grants.forEach(grant -> may.merge(grant, 1, Integer::sum)));
        return may;
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
}
