package io.github.plimsoll.suites;

import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.proof.Fixture;
import io.github.plimsoll.waiver.Waivers;
import java.util.List;

/** What the shipped controls say of one target; each is judged when it is asked for. */
public final class Verdicts {

    private final Platform platform;
    private final Judge judge;
    private final List<ControlMethod> controls;

    private Verdicts(Snapshot snapshot, Policies policies) {
        this.platform = Platform.named(snapshot.header().platform()).orElseThrow();
        this.judge = new Judge(snapshot, platform, Waivers.none(), policies);
        this.controls = ShippedControls.of(platform);
    }

    public static Verdicts on(Snapshot snapshot) {
        return new Verdicts(snapshot, Policies.defaults(ShippedControls.CATALOGUE));
    }

    /** Under the policy of the fixture. */
    public static Verdicts on(Fixture target) {
        return new Verdicts(target.snapshot(), target.policies(Policies.defaults(ShippedControls.CATALOGUE)));
    }

    /** @param control its name: its id without the platform */
    public ControlResult of(String control) {
        String id = platform.id() + "/" + control;
        return controls.stream()
                .filter(candidate -> candidate.description().id().equals(id))
                .map(judge::judge)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no control " + id));
    }

    public Verdict verdict(String control) {
        return of(control).verdict();
    }

    public List<ControlResult> all() {
        return controls.stream().map(judge::judge).toList();
    }
}
