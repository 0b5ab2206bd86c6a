package io.github.plimsoll.proof;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.policy.Policies;

/** A fixture for whose judging a parameter is set. */
record UnderPolicy(Fixture fixture, String key, Object value) implements Fixture {

    @Override
    public Snapshot snapshot() {
        return fixture.snapshot();
    }

    @Override
    public Policies policies(Policies defaults) {
        return fixture.policies(defaults).with(key, value, "the proof");
    }
}
