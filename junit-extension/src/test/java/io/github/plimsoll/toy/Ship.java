package io.github.plimsoll.toy;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;

public final class Ship extends Subject {

    Ship(Reading reading) {
        super(reading);
    }

    @Override
    public String state() {
        return read("State").asText("");
    }

    public long load() {
        return read("Load").requiredLong();
    }

    public long ballast() {
        return read("Ballast").asLong(0);
    }
}
