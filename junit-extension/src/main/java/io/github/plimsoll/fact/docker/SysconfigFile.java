package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The file in which Red Hat keeps options of the daemon. */
public final class SysconfigFile extends DockerFile {

    SysconfigFile(Reading reading) {
        super(reading);
    }
}
