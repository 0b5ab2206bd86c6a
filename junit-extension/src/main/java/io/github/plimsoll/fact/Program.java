package io.github.plimsoll.fact;

import java.time.Instant;
import java.util.List;

/** A program of a target, of which the version tells which flaws are mended in it. */
public interface Program {

    /** As a list of flaws calls it, for example {@code containerd}. */
    String component();

    /** The version as the program tells it itself. */
    String version();

    /**
     * Whether its makers built it, so that the version tells which flaws are mended in it; a distribution mends some in a build
     * whose version does not show it.
     */
    boolean isBuiltByItsMakers();

    /** Notes what a person has to look up. */
    void flawsToConfirm(List<String> flaws);

    /** When it was seen. */
    Instant seenAt();
}
