package io.github.plimsoll.proof;

import io.github.plimsoll.fact.Snapshot;

/** A target made up for a proof; immutable, each change gives a new one. */
public interface Fixture {

    Snapshot snapshot();
}
