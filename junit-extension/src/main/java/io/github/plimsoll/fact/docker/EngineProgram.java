package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** Any program that the daemon is or runs as root. */
public final class EngineProgram extends DockerFile {

    EngineProgram(Reading reading) {
        super(reading);
    }
}
