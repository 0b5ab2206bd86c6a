package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The file in which Debian keeps options of the daemon. */
public final class DefaultsFile extends DockerFile {

    DefaultsFile(Reading reading) {
        super(reading);
    }
}
