package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Step;
import java.util.ArrayList;
import java.util.List;

/** The steps by which an attacker gets into the containers of a Docker host, from one to another, and out to the host. */
final class AttackSteps {

    static final Position NETWORK = Position.entry("the network", 0, "whoever reaches this host over the network");
    static final Position USERS = Position.entry("the users of this host", 1, "whoever has an account on this host");
    static final Position SECRETS = Position.goal("secrets of the host", 1, "reads secrets of this host");

    private static final Position API = Position.between("the engine's API", 0, "speaks to the engine");

    private final Snapshot snapshot;
    private final Position host;
    private final NetworksInAttack networks;
    private final List<Step> steps = new ArrayList<>();
    private boolean apiIsOpen;
    private boolean apiIsOpenToNeighbours;

    private AttackSteps(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.networks = new NetworksInAttack(snapshot);
        this.host = Position.goal("host", 0, "owns this host" + (managesSwarm() ? " and every node of its swarm" : ""));
    }

    static List<Step> of(Snapshot snapshot) {
        AttackSteps attack = new AttackSteps(snapshot);
        attack.throughApi();
        attack.throughContainers();
        return attack.steps;
    }

    private void throughContainers() {
        try {
            for (Reading place : DockerPlatform.containerPlaces(Reading.of(snapshot, new Recorder()))) {
                through(new ContainerInAttack(snapshot, place));
            }
        } catch (Unreadable e) {
            Position containers = Position.between("containers", 0, "takes over one of the containers");
            unknown(NETWORK, containers, "which containers there are could not be told", e);
            unknown(containers, host, "what they may do to the host could not be told", e);
        }
    }

    private void through(ContainerInAttack container) {
        Position position;
        try {
            position = container.position();
        } catch (Unreadable e) {
            position = Position.between(container.name(), 0, "takes over " + container.name());
            unknown(NETWORK, position, "who reaches it could not be told", e);
            unknown(position, host, "what it may do to the host could not be told", e);
            return;
        }
        Position inside = position;
        steps.addAll(WaysIn.of(container, networks, inside));
        WaysOut out = new WaysOut(container);
        out.toHost().forEach(way -> steps.add(new Step(inside, host, way)));
        out.toSecrets().forEach(way -> steps.add(new Step(inside, SECRETS, way)));
        if (apiIsOpen) {
            container
                    .conditions(
                            "may reach the engine's API",
                            words -> "Start it with --network none",
                            (subject, daemon) -> reachesHost(subject) ? List.of("reaches the host's ports") : List.of())
                    .forEach(condition -> add(inside, API, condition));
        }
    }

    /** In the host's network or one of its own a container speaks to the host's addresses; on loopback only in the former. */
    private boolean reachesHost(Container container) {
        String mode = container.namespaces().networkMode();
        return mode.equals("host") || (apiIsOpenToNeighbours && !mode.equals("none"));
    }

    /** An API that lets in everybody: from the network, and from every container, for which the host is a neighbour. */
    private void throughApi() {
        for (ApiInAttack.Opening opening : ApiInAttack.of(snapshot)) {
            boolean certain = opening.condition().isCertain();
            apiIsOpen |= certain;
            apiIsOpenToNeighbours |= certain && !opening.isLocal();
            add(opening.isLocal() ? USERS : NETWORK, API, Condition.given(""));
            add(API, host, opening.condition());
        }
    }

    private boolean managesSwarm() {
        try {
            return Reading.of(snapshot, new Recorder())
                    .document(DockerDocuments.INFO)
                    .value("Swarm.ControlAvailable")
                    .asBoolean(false);
        } catch (Unreadable e) {
            return false;
        }
    }

    private void unknown(Position from, Position to, String words, Unreadable why) {
        add(from, to, new Condition(words, List.of(), List.of(), why.reason()));
    }

    private void add(Position from, Position to, Condition condition) {
        steps.add(new Step(from, to, List.of(condition)));
    }
}
