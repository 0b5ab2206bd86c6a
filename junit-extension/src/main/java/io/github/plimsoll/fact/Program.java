package io.github.plimsoll.fact;

import java.time.Instant;
import java.util.List;

/** A program of a target, of which the version tells which flaws are mended in it. */
public abstract class Program extends Subject {

    protected Program(Reading reading) {
        super(reading);
    }

    /** As a list of flaws calls it, for example {@code containerd}. */
    public abstract String component();

    /** The version as the program tells it itself. */
    public abstract String version();

    /**
     * Whether its makers built it, so that the version tells which flaws are mended in it; a distribution mends some in a build
     * whose version does not show it.
     */
    public abstract boolean isBuiltByItsMakers();

    /** Notes what a person has to look up. */
    public final void flawsToConfirm(List<String> flaws) {
        flaws.forEach(flaw -> reading().recordDerived(flaw, "to be confirmed for " + version()));
    }

    /** When it was seen. */
    public final Instant seenAt() {
        Instant seen = reading().header().collectedAt();
        reading().recordDerived("seen at", seen.toString());
        return seen;
    }
}
