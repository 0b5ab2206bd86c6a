package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import java.util.ArrayList;
import java.util.List;

/** The addresses at which the engine's API lets in whoever comes: by the daemon's settings, and as a stranger found. */
final class ApiInAttack {

    private final Snapshot snapshot;
    private final List<Opening> openings = new ArrayList<>();

    /** @param isLocal whether only the host itself and its users reach it */
    record Opening(boolean isLocal, Condition condition) {}

    private ApiInAttack(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    static List<Opening> of(Snapshot snapshot) {
        ApiInAttack api = new ApiInAttack(snapshot);
        api.bySettings();
        api.asFound();
        return api.openings;
    }

    private void bySettings() {
        List<Fix> fixes = List.of(new Fix(
                "daemon",
                "Take the tcp:// address out, or set \"tlsverify\": true with a certificate authority of its own"));
        for (Condition open : Condition.observed(
                "it could not be told whether the engine's API is open to everybody",
                words -> fixes,
                recorder ->
                        DockerPlatform.daemon(Reading.of(snapshot, recorder)).openTcpEndpoints())) {
            String words = open.words() + (open.isCertain() ? " lets in clients without a certificate" : "");
            openings.add(new Opening(
                    HostAddress.isLoopback(HostAddress.hostOf(open.words())),
                    new Condition(words, open.fixes(), open.evidence(), open.unreadable())));
        }
    }

    /** A relay stands in no setting of the daemon. Where nobody looked there is nothing to add: the settings tell of the daemon. */
    private void asFound() {
        List<String> told =
                openings.stream().map(opening -> opening.condition().words()).toList();
        for (Found<Listener> found : Listener.lookedAt(Reading.of(snapshot, new Recorder()))) {
            Listener seen = found.open(snapshot, new Recorder());
            String port = ":" + seen.port() + " ";
            if (told.stream().noneMatch(words -> words.contains(port))) {
                Fix fix = new Fix(
                        seen.servedBy(),
                        "Have it pass the engine's API on to nobody, or only to clients that"
                                + " show a certificate of an authority of one's own");
                Condition.observed(
                                "it could not be told whether the engine's API is open at " + seen.where(),
                                words -> List.of(fix),
                                recorder -> found.open(snapshot, recorder).opennessToStrangers())
                        .forEach(condition ->
                                openings.add(new Opening(HostAddress.isLoopback(seen.address()), condition)));
            }
        }
    }
}
