package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Step;
import io.github.plimsoll.fact.kubernetes.escalation.Place;
import io.github.plimsoll.fact.kubernetes.escalation.Use;
import io.github.plimsoll.fact.kubernetes.escalation.Way;
import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ways of rights as steps of an attacker: those who hold rights and are no administrators stand at the beginning, and so does
 * whoever breaks into a workload, who has the token that is mounted there.
 */
final class AttackSteps {

    private static final Position CLUSTER = Position.goal("the cluster", 0, "owns this cluster");
    private static final Position NODE = Position.goal("a node", 1, "is root on a node");
    private static final Position WORKLOADS = Position.entry("a workload", 1, "whoever breaks into a workload");
    private static final Position UNKNOWN = Position.between("rights", 0, "uses rights that could not be told");

    private final Snapshot snapshot;
    private final Climbs climbs;
    private final Set<String> entries = new HashSet<>();

    private AttackSteps(Snapshot snapshot, Climbs climbs) {
        this.snapshot = snapshot;
        this.climbs = climbs;
        climbs.climbers().forEach(principal -> entries.add(principal.toString()));
    }

    static List<Step> of(Snapshot snapshot) {
        Reading reading = Reading.of(snapshot, new Recorder());
        if (Manifests.are(reading)) {
            return List.of(); // Files say who is given what, and not who else may do what.
        }
        try {
            AttackSteps attack = new AttackSteps(snapshot, Climbs.of(reading));
            List<Step> steps = new ArrayList<>();
            attack.climbs.escalation().ways().forEach(way -> steps.add(attack.step(way)));
            MountedTokens.of(reading).forEach((account, workload) -> steps.add(attack.broken(account, workload)));
            return steps;
        } catch (Unreadable e) {
            Condition unknown =
                    new Condition("who holds which rights could not be told", List.of(), List.of(), e.reason());
            return List.of(
                    new Step(WORKLOADS, UNKNOWN, List.of(unknown)), new Step(UNKNOWN, CLUSTER, List.of(unknown)));
        }
    }

    private Step step(Way way) {
        List<Condition> conditions = new ArrayList<>();
        way.uses().forEach(use -> conditions.add(condition(use)));
        if (!way.doubt().isEmpty()) {
            conditions.add(new Condition("nothing refuses it", List.of(), List.of(), way.doubt()));
        }
        return new Step(position(way.from()), position(way.to()), conditions);
    }

    private Condition condition(Use use) {
        Recorder recorder = new Recorder();
        Reading reading = Reading.of(snapshot, recorder);
        reading.at(climbs.rights().place(use.right().binding()))
                .value("roleRef.name")
                .requiredText();
        Fix fix = new Fix(
                use.right().binding().toString(),
                "Take " + use.right().principal() + " out of it, or "
                        + use.request().text() + " out of " + use.right().role());
        return new Condition("may " + use, List.of(fix), recorder.evidence(), "");
    }

    private Step broken(Principal account, String workload) {
        Fix fix = new Fix(workload, "Set automountServiceAccountToken: false");
        return new Step(
                WORKLOADS,
                position(Place.holder(account)),
                List.of(new Condition(workload + " mounts its token", List.of(fix), List.of(), "")));
    }

    private Position position(Place place) {
        return switch (place.kind()) {
            case GOAL -> place.equals(Place.CLUSTER) ? CLUSTER : NODE;
            case NODE -> Position.between(place.name(), 0, "is root on " + place.name());
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
