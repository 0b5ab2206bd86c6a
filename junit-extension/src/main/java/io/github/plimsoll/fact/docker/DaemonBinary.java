package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The program that the daemon runs. */
public final class DaemonBinary extends DockerFile {

    DaemonBinary(Reading reading) {
        super(reading);
    }
}
