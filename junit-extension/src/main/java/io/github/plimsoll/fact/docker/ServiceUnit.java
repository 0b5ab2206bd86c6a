package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** A file that systemd starts the daemon by: its service unit, or a drop-in that changes it. */
public final class ServiceUnit extends DockerFile {

    ServiceUnit(Reading reading) {
        super(reading);
    }
}
