package io.github.plimsoll.proof;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.policy.Policies;

/** A target made up for a proof; immutable, each change gives a new one. */
public interface Fixture {

    Snapshot snapshot();

    /** What is set for the judging of this target, over the defaults. */
    default Policies policies(Policies defaults) {
        return defaults;
    }

    /**
     * The same target under a policy.
     *
     * @param key for example {@code docker.trusted-users}
     * @param value a text, a list of texts, a whole number, true or false, as the parameter has it
     */
    default Fixture policy(String key, Object value) {
        return new UnderPolicy(this, key, value);
    }
}
