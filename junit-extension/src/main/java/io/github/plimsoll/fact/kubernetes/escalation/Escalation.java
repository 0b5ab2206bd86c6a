package io.github.plimsoll.fact.kubernetes.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where the rights of a cluster lead to, worked out once for everybody. Immutable. */
public final class Escalation {

    private final List<Principal> principals;
    private final List<Way> ways = new ArrayList<>();
    private final Map<Place, List<Way>> from = new HashMap<>();
    private final Map<Place, List<Way>> into = new HashMap<>();
    private final Map<Place, Routes> certain = new HashMap<>();
    private final Map<Place, Routes> possible = new HashMap<>();

    /**
     * @param list gives the raw list of a key
     * @throws Unreadable if anything that matters could not be read
     */
    public Escalation(Rbac rbac, Function<String, JsonNode> list, ServerSettings settings) {
        rbac.failures().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        Ground ground = new Ground(list, settings);
        principals = rbac.principals().toList();
        Companies companies = new Companies();
        principals.forEach(principal -> ways.addAll(Climber.ways(rbac, ground, companies, principal)));
        ways.addAll(Terrain.of(ground, principals, companies));
        ways.addAll(companies.ways(rbac, ground));
        ways.forEach(way -> {
            from.computeIfAbsent(way.from(), key -> new ArrayList<>()).add(way);
            into.computeIfAbsent(way.to(), key -> new ArrayList<>()).add(way);
        });
        for (Place goal : List.of(Place.CLUSTER, Place.ANY_NODE)) {
            certain.put(goal, Routes.to(goal, into, Way::isCertain));
            possible.put(goal, Routes.to(goal, into, way -> true));
        }
    }

    /** Everybody whom a binding names. */
    public List<Principal> principals() {
        return principals;
    }

    /** All ways, for whoever looks at the whole. */
    public List<Way> ways() {
        return List.copyOf(ways);
    }

    /** Whether they may do everything as it is, by a right of their own or as one of the masters. */
    public boolean isAdministrator(Principal principal) {
        return from.getOrDefault(Place.holder(principal), List.of()).stream().anyMatch(Way::isOfAdministrator);
    }

    /** The shortest chain to a goal that is certainly open, else the shortest that may be; none if there is none. */
    public Optional<Chain> chain(Principal principal, Place goal) {
        Place here = Place.holder(principal);
        return routes(certain, goal).from(here).or(() -> routes(possible, goal).from(here));
    }

    /**
     * The same, leaving out what the principal can do without rights that were given to it beside those that every cluster has from the
     * beginning; what was given to everybody is held against everybody.
     */
    public Optional<Chain> chainBeyondBuiltIn(Principal principal, Place goal) {
        Place here = Place.holder(principal);
        Predicate<Way> added =
                way -> !way.isOpenWithout(use -> use.right().principal().equals(principal) && !use.isBuiltIn());
        List<Way> first =
                from.getOrDefault(here, List.of()).stream().filter(added).toList();
        return routes(certain, goal)
                .byOneOf(first, Way::isCertain)
                .or(() -> routes(possible, goal).byOneOf(first, way -> true));
    }

    /**
     * The one grant without which fewest of some principals get to a goal; of equals the narrowest.
     *
     * @return none if no single grant makes a difference
     */
    public Optional<Cut> bestCut(List<Principal> climbers, Place goal) {
        return BestCut.of(
                climbers.stream().map(Place::holder).toList(), open -> Routes.to(goal, into, open.and(Way::isCertain)));
    }

    private static Routes routes(Map<Place, Routes> routes, Place goal) {
        return java.util.Objects.requireNonNull(routes.get(goal));
    }

    /**
     * A grant to take away.
     *
     * @param chains how many principals get nowhere without it
     * @param of how many got there
     */
    public record Cut(Given given, int chains, int of) {}
}
