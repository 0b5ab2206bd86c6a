package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;

/** A container, running or not, as {@code GET /containers/ID/json} describes it. */
public final class Container extends Subject {

    Container(Reading reading) {
        super(reading);
    }

    /** One of {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code exited}, {@code dead}. */
    @Override
    public String state() {
        return read("State.Status").asText("");
    }

    /** The memory limit in bytes; 0 is none. */
    public long memory() {
        return read("HostConfig.Memory").asLong(0);
    }
}
