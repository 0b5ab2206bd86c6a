package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The directory in which the daemon looks for its configuration. */
public final class ConfigDirectory extends DockerFile {

    ConfigDirectory(Reading reading) {
        super(reading);
    }
}
