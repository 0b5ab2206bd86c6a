package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;

/** A network that spans the nodes of a swarm; the one behind published ports, {@code ingress}, is one too. */
public final class OverlayNetwork extends Subject {

    OverlayNetwork(Reading reading) {
        super(reading);
    }

    /** Whether traffic between nodes is encrypted. The option counts whatever its value, even {@code false}. */
    public boolean isEncrypted() {
        return read("Options").keys().contains("encrypted");
    }
}
