package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** A file that systemd opens the daemon's socket by: its socket unit, or a drop-in that changes it. */
public final class SocketUnit extends DockerFile {

    SocketUnit(Reading reading) {
        super(reading);
    }
}
