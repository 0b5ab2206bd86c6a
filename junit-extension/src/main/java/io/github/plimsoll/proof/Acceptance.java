package io.github.plimsoll.proof;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.waiver.Waivers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Judges one subject in a team's own test, as an audit would: say a container that the test has started from a new image. */
public final class Acceptance {

    private static final Set<Verdict> REFUSED = EnumSet.of(Verdict.VIOLATED, Verdict.INCONCLUSIVE, Verdict.BROKEN);

    private final List<Class<?>> controls;

    private Acceptance(List<Class<?>> controls) {
        this.controls = controls;
    }

    /** By the controls of those classes. */
    public static Acceptance by(Class<?>... controls) {
        return new Acceptance(List.of(controls));
    }

    /**
     * What stands against a subject and its parts; none if each control that applies holds. What could not be read stands
     * against it too.
     *
     * @param subject for example {@code container/web}
     * @throws IllegalArgumentException if no control knows such a subject, since that nothing was found then means nothing
     */
    public List<Objection> objections(Snapshot snapshot, String subject) {
        List<Objection> objections = new ArrayList<>();
        boolean isKnown = false;
        for (ControlResult result : results(snapshot)) {
            for (Finding finding : result.findings()) {
                if (finding.subject().equals(subject) || finding.subject().startsWith(subject + " ")) {
                    isKnown = true;
                    if (REFUSED.contains(finding.verdict())) {
                        objections.add(new Objection(
                                result.control().id(), finding.subject(), finding.verdict(), finding.message()));
                    }
                }
            }
        }
        if (!isKnown) {
            throw new IllegalArgumentException("no control of "
                    + controls.stream().map(Class::getSimpleName).toList() + " judged " + subject + " of "
                    + snapshot.header().target());
        }
        return objections;
    }

    private List<ControlResult> results(Snapshot snapshot) {
        String id = snapshot.header().platform();
        Platform platform = Platform.named(id)
                .orElseThrow(() -> new IllegalStateException("no platform '" + id + "' on the class path"));
        Catalogue catalogue = Catalogue.load(Thread.currentThread().getContextClassLoader());
        Judge judge = new Judge(snapshot, platform, Waivers.none(), Policies.defaults(catalogue));
        return controls.stream()
                .flatMap(type -> ControlMethod.allOf(type, catalogue, platform).stream())
                .map(judge::judge)
                .toList();
    }

    /**
     * Why a subject is not accepted.
     *
     * @param control the id of the control
     * @param message the expectation that failed, or what could not be read
     */
    public record Objection(String control, String subject, Verdict verdict, String message) {}
}
