package io.github.plimsoll.fact.probe;

import io.github.plimsoll.fact.Reading;

/** The head of an answer in HTTP. */
public final class Answer {

    private final Reading reading;

    Answer(Reading reading) {
        this.reading = reading;
    }

    public long status() {
        return reading.value("status").requiredLong();
    }

    /** A header, empty if it did not come or was not of interest. */
    public String header(String name) {
        return reading.value("headers.\"" + name + "\"").asText("");
    }
}
