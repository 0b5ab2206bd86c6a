package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;

/** A container of a {@link Workload}: one that runs along, one that runs first, or one put in to debug. */
public final class PodContainer extends Subject {

    private final String state;

    PodContainer(Reading container, String state) {
        super(container);
        this.state = state;
    }

    /** As that of its workload. */
    @Override
    public String state() {
        return state;
    }

    /** Whether it has every capability and device of the node. */
    public boolean isPrivileged() {
        return read("securityContext.privileged").asBoolean(false);
    }
}
