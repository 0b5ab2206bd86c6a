package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.List;

/** The engine and the settings it runs with. */
public final class Daemon extends Subject {

    Daemon(Reading reading) {
        super(reading);
    }

    /** The security features that are on, for example {@code name=apparmor}. */
    public List<String> securityOptions() {
        return read("SecurityOptions").asTexts();
    }
}
