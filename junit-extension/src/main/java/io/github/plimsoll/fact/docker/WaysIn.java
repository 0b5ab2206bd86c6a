package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Step;
import java.util.ArrayList;
import java.util.List;

/** How an attacker gets to speak to a container: from outside the host, from its users, or from a neighbour. */
final class WaysIn {

    private final ContainerInAttack container;
    private final NetworksInAttack networks;
    private final Position inside;
    private final List<Step> steps = new ArrayList<>();

    private WaysIn(ContainerInAttack container, NetworksInAttack networks, Position inside) {
        this.container = container;
        this.networks = networks;
        this.inside = inside;
    }

    static List<Step> of(ContainerInAttack container, NetworksInAttack networks, Position inside) {
        WaysIn ways = new WaysIn(container, networks, inside);
        ways.published();
        ways.listening();
        ways.neighbours();
        return ways.steps;
    }

    private void published() {
        String fix = "Publish its ports on the one address that its clients use";
        enter(
                AttackSteps.NETWORK,
                container.conditions(
                        "which ports it publishes could not be told",
                        words -> fix,
                        (subject, daemon) ->
                                subject.entrances().publishedOn(address -> !HostAddress.isLoopback(address))));
        enter(
                AttackSteps.USERS,
                container.conditions(
                        "which ports it publishes could not be told",
                        words -> "Take the port away, or have it ask who is there",
                        (subject, daemon) -> subject.entrances().publishedOn(HostAddress::isLoopback)));
    }

    private void listening() {
        enter(
                AttackSteps.NETWORK,
                container.conditions(
                        "may listen in the host's network",
                        words -> "Give it a network of its own instead of the host's",
                        (subject, daemon) -> subject.entrances().listensInHostNetwork()));
    }

    private void neighbours() {
        Recorder recorder = new Recorder();
        try {
            for (String name : new Container(container.reading(recorder)).networks()) {
                networks.network(name).ifPresent(network -> on(name, network));
            }
        } catch (Unreadable e) {
            Position unknown = Position.passage("networks that could not be told");
            steps.add(new Step(inside, unknown, List.of(Condition.given(""))));
            steps.add(new Step(
                    unknown,
                    inside,
                    List.of(new Condition("may be on a network with it", List.of(), recorder.evidence(), e.reason()))));
        }
    }

    private void on(String name, NetworksInAttack.Network network) {
        Fix fix = new Fix(container.name(), "Take it off network " + name + " and give it one of its own");
        if (network.isOuter()) {
            enter(
                    AttackSteps.NETWORK,
                    List.of(new Condition(
                            "has an address outside the host on network " + name,
                            List.of(fix),
                            network.evidence(),
                            "")));
        }
        if (!network.isolated()) {
            Position passage = Position.passage("network/" + name);
            steps.add(new Step(inside, passage, List.of(Condition.given(""))));
            steps.add(new Step(
                    passage,
                    inside,
                    List.of(new Condition("on network " + name + " with it", List.of(fix), network.evidence(), ""))));
        }
    }

    private void enter(Position entry, List<Condition> conditions) {
        conditions.forEach(condition -> steps.add(new Step(entry, inside, List.of(condition))));
    }
}
