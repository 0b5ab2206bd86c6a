package io.github.plimsoll.toy;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;

public final class Harbour extends Subject {

    Harbour(Reading reading) {
        super(reading);
    }

    public long mark() {
        return read("Mark").requiredLong();
    }
}
