package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;

/** A socket on which this node listens for the other members of its swarm. */
public final class SwarmListener extends Subject {

    SwarmListener(Reading reading) {
        super(reading);
    }

    /** Whether it listens on every interface that the host has. */
    public boolean isOnEveryInterface() {
        return HostAddress.isWildcard(read("address").requiredText());
    }
}
