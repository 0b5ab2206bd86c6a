package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.fact.kubernetes.rbac.Request;
import io.github.plimsoll.fact.kubernetes.rbac.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ways that one holder can take by their rights: those of their own, with those of their groups to help where one is not enough. */
final class Climber {

    private final Rbac rbac;
    private final Ground ground;
    private final Held held;
    private final Principal whom;
    private final Place here;
    private final List<Way> ways = new ArrayList<>();

    private Climber(Rbac rbac, Ground ground, Held held, Principal whom, Place here) {
        this.rbac = rbac;
        this.ground = ground;
        this.held = held;
        this.whom = whom;
        this.here = here;
    }

    static List<Way> ways(Rbac rbac, Ground ground, Companies companies, Principal principal) {
        return ways(rbac, ground, companies, Held.by(rbac, principal), Place.holder(principal));
    }

    /** What a group can do without the holder is a way of the group, and the holder is in it. */
    static List<Way> ways(Rbac rbac, Ground ground, Companies companies, Held held, Place here) {
        return all(rbac, ground, companies, held, here).stream()
                .filter(held::areTakenBy)
                .toList();
    }

    private static List<Way> all(Rbac rbac, Ground ground, Companies companies, Held held, Place here) {
        List<Way> ways = new ArrayList<>(direct(rbac, ground, held, here));
        if (ways.stream().noneMatch(Way::isOfAdministrator)) {
            ways.addAll(new BySeveralNames(rbac, companies, held, here).ways());
            ways.addAll(new ByLimitedNames(rbac, ground, held, here).ways());
        }
        return ways;
    }

    /** Those that a single right begins, of the holder and of their groups. */
    static List<Way> direct(Rbac rbac, Ground ground, Held held, Place here) {
        List<Way> ways = new ArrayList<>();
        for (Principal whom : held.principals()) {
            Climber climber = new Climber(rbac, ground, held, whom, here);
            for (Binding binding : rbac.bindingsNaming(whom)) {
                climber.through(binding);
                new ByRoles(climber).through(binding);
            }
            ways.addAll(climber.ways);
        }
        return ways;
    }

    /** Each way begins with a right that this binding gives; whatever else it takes may come from elsewhere. */
    private void through(Binding binding) {
        uses(binding, "* *.*").filter(use -> binding.isOfCluster()).ifPresent(use -> add(Place.CLUSTER, use));
        new ByPods(this).through(binding);
        new BySecrets(this).through(binding);
        new ByNames(this).through(binding);
        new ByNodes(this).claim(binding);
        if (binding.isOfCluster()) {
            new ByCertificates(this).through(binding);
            new ByAdmission(this).through(binding);
            new ByNodes(this).through(binding);
        }
    }

    /** The same ways if they had one more binding. */
    List<Way> waysThrough(Binding binding) {
        Climber bound = new Climber(rbac, ground, held, whom, here);
        bound.through(binding);
        return bound.ways;
    }

    Rbac rbac() {
        return rbac;
    }

    Ground ground() {
        return ground;
    }

    Held held() {
        return held;
    }

    /** As whom the holder has the binding that is looked at. */
    Principal whom() {
        return whom;
    }

    boolean isBound(Principal principal) {
        return !rbac.bindingsNaming(principal).isEmpty();
    }

    Set<String> namespaces(Binding binding) {
        return binding.isOfCluster() ? ground.namespaces() : Set.of(binding.namespace());
    }

    Optional<Use> uses(Binding binding, String request) {
        Request what = Request.parse(request);
        return rbac.allowing(whom, binding, what).stream().findFirst().map(right -> new Use(right, what));
    }

    /** Each right of the binding that allows one of the requests, with the names that it is limited to. */
    void each(Binding binding, List<String> requests, Taking taking) {
        for (String request : requests) {
            Request what = Request.parse(request);
            for (Right right : rbac.allowing(whom, binding, what)) {
                taking.take(new Use(right, what), right.theRule().names());
            }
        }
    }

    void add(Place to, Use use) {
        add(to, Need.of(use));
    }

    void add(Place to, Need... needs) {
        add(to, "", needs);
    }

    void add(Place to, String doubt, Need... needs) {
        add(new Way(here, to, List.of(needs), doubt));
    }

    void add(Way way) {
        ways.add(way);
    }

    @FunctionalInterface
    interface Taking {

        void take(Use use, List<String> names);
    }
}
