package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** A file from which a unit fills the environment, and often the command line, of the daemon or of containerd. */
public final class EnvironmentFile extends DockerFile {

    EnvironmentFile(Reading reading) {
        super(reading);
    }
}
