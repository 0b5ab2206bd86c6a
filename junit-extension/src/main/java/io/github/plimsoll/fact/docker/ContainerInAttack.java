package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One container as attackers see it: each look at it notes what it read by itself. */
record ContainerInAttack(Snapshot snapshot, Reading place) {

    /** Looks at the container, and the daemon that it belongs to. */
    interface Look extends BiFunction<Container, Daemon, List<String>> {}

    String name() {
        return place.subject();
    }

    /** @throws io.github.plimsoll.fact.Unreadable if it is not even known whether it runs */
    Position position() {
        Container container = open(new Recorder());
        boolean held = container.isRunning() || container.state().equals("restarting");
        return Position.between(name(), held ? 0 : 1, "takes over " + name() + (held ? "" : " once it runs"));
    }

    /** @param fix what undoes it, by what was said of it */
    List<Condition> conditions(String otherwise, Function<String, String> fix, Look look) {
        return conditionsWith(otherwise, words -> List.of(new Fix(name(), fix.apply(words))), look);
    }

    List<Condition> conditionsWith(String otherwise, Function<String, List<Fix>> fixes, Look look) {
        return Condition.observed(
                otherwise,
                fixes,
                recorder -> look.apply(open(recorder), DockerPlatform.daemon(Reading.of(snapshot, recorder))));
    }

    /** A reading of the container's document that notes what it reads with a recorder. */
    Reading reading(Recorder recorder) {
        return Reading.of(snapshot, recorder).at(place);
    }

    private Container open(Recorder recorder) {
        return new Container(reading(recorder));
    }
}
