package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Step;
import io.github.plimsoll.fact.kubernetes.escalation.Given;
import io.github.plimsoll.fact.kubernetes.escalation.Need;
import io.github.plimsoll.fact.kubernetes.escalation.Place;
import io.github.plimsoll.fact.kubernetes.escalation.Use;
import io.github.plimsoll.fact.kubernetes.escalation.Way;
import io.github.plimsoll.fact.kubernetes.rbac.BuiltIns;
import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Request;
import io.github.plimsoll.fact.kubernetes.rbac.Right;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an attacker gets on in a cluster: from outside and from workloads to the tokens and nodes behind them, and by rights to whatever
 * these lead to. Those who hold rights and are no administrators stand at the beginning too.
 */
final class AttackSteps {

    static final Position NETWORK = Position.entry("the network", 0, "whoever reaches this cluster over the network");
    static final Position WORKLOADS = Position.entry("a workload", 1, "whoever breaks into a workload");
    static final Position CLUSTER = Position.goal("the cluster", 0, "owns this cluster");
    static final Position NODE = Position.goal("a node", 1, "is root on a node");

    private final Snapshot snapshot;
    private final Climbs climbs;
    private final Set<String> entries = new HashSet<>();
    private final Set<Place> administrators = new HashSet<>();
    /** Many ways follow by themselves to each of many nodes, and are one step to a node. */
    private final Set<Step> steps = new LinkedHashSet<>();

    private AttackSteps(Snapshot snapshot, Climbs climbs) {
        this.snapshot = snapshot;
        this.climbs = climbs;
        climbs.climbers().forEach(principal -> entries.add(principal.toString()));
        climbs.escalation().ways().stream()
                .filter(Way::isOfAdministrator)
                .forEach(way -> administrators.add(way.from()));
    }

    static List<Step> of(Snapshot snapshot) {
        Reading reading = Reading.of(snapshot, new Recorder());
        if (Manifests.are(reading)) {
            return List.of(); // Files say who is given what, and not who else may do what.
        }
        List<Step> steps = new ArrayList<>(PortSteps.of(snapshot));
        steps.addAll(ofRights(snapshot, reading));
        try {
            steps.addAll(WorkloadSteps.of(snapshot));
        } catch (Unreadable e) {
            Condition unknown =
                    new Condition("which workloads there are could not be told", List.of(), List.of(), e.reason());
            steps.add(new Step(WORKLOADS, CLUSTER, List.of(unknown)));
        }
        return steps;
    }

    private static Collection<Step> ofRights(Snapshot snapshot, Reading reading) {
        try {
            AttackSteps attack = new AttackSteps(snapshot, Climbs.of(reading));
            attack.usefulWays().forEach(attack::add);
            return attack.steps;
        } catch (Unreadable e) {
            Condition unknown =
                    new Condition("who holds which rights could not be told", List.of(), List.of(), e.reason());
            return List.of(new Step(WORKLOADS, CLUSTER, List.of(unknown)));
        }
    }

    /**
     * Whoever may do everything has no need of other ways; and that users and groups to whom nothing leads may do everything is no way of an
     * attacker.
     */
    private List<Way> usefulWays() {
        List<Way> ways = climbs.escalation().ways().stream()
                .filter(way -> !administrators.contains(way.from()) || way.isOfAdministrator())
                .toList();
        Set<Place> targets = ways.stream().map(Way::to).collect(Collectors.toSet());
        Set<Place> led = ways.stream()
                .filter(way -> way.from().kind() != Place.Kind.PASSAGE || targets.contains(way.from()))
                .map(Way::to)
                .collect(Collectors.toSet());
        return ways.stream()
                .filter(way -> !administrators.contains(way.from())
                        || way.from().name().startsWith("serviceaccount/")
                        || led.contains(way.from()))
                .toList();
    }

    private void add(Way way) {
        if (way.from().kind() == Place.Kind.NODE && way.to().equals(Place.ANY_NODE)) {
            return; // Whoever gets to a node was told to be at that goal already.
        }
        List<Condition> conditions = new ArrayList<>();
        way.needs().forEach(need -> conditions.add(condition(need)));
        if (!way.doubt().isEmpty()) {
            conditions.add(new Condition("nothing refuses it", List.of(), List.of(), way.doubt()));
        }
        steps.add(new Step(position(way.from()), position(way.to()), conditions));
        if (way.to().kind() == Place.Kind.NODE) {
            steps.add(new Step(position(way.from()), NODE, conditions));
        }
    }

    private Condition condition(Need need) {
        Use use = need.use();
        Recorder recorder = new Recorder();
        Reading reading = Reading.of(snapshot, recorder);
        reading.at(climbs.rights().place(use.right().binding()))
                .value("roleRef.name")
                .requiredText();
        return new Condition("may " + use, fixes(need), recorder.evidence(), "");
    }

    /** Who has the right in several ways keeps it whichever one is taken away; and roles of Kubernetes are not changed. */
    private static List<Fix> fixes(Need need) {
        List<Fix> fixes = new ArrayList<>();
        Given.behind(need)
                .forEach(grant -> fixes.add(new Fix(
                        grant.binding().toString(),
                        grant.holder()
                                .map(holder -> "Take " + holder + " out of it")
                                .orElse("Delete it"))));
        Right right = need.use().right();
        Request request = need.use().request();
        boolean isOfOneRole = need.alternatives().stream()
                .allMatch(
                        other -> other.right().role().key().equals(right.role().key())
                                && other.request().equals(request));
        if (isOfOneRole && BuiltIns.shipped().rules(right.role().key()).isEmpty()) {
            fixes.add(new Fix(right.role().toString(), "Take " + request.text() + " out of it"));
        }
        return fixes;
    }

    static Position node(String name) {
        return Position.between("node/" + name, 0, "is root on node/" + name);
    }

    static Position account(Principal account) {
        return Position.between(account.toString(), 0, "acts as " + account);
    }

    private Position position(Place place) {
        return switch (place.kind()) {
            case GOAL -> place.equals(Place.CLUSTER) ? CLUSTER : NODE;
            case NODE -> node(place.name().substring("node/".length()));
            case PASSAGE -> Position.passage(place.name());
            case HOLDER -> holder(place.name());
        };
    }

    /** A service account is come by on the way; a user, or a member of a group, is somebody from the beginning. */
    private Position holder(String name) {
        boolean isAnonymous =
                name.equals("group/" + Identity.UNAUTHENTICATED) || name.equals("user/" + Identity.ANONYMOUS);
        if (name.startsWith("serviceaccount/") || !entries.contains(name)) {
            return Position.between(name, 0, "acts as " + name);
        }
        return Position.entry(name, isAnonymous ? 0 : 2, "whoever acts as " + name);
    }
}
