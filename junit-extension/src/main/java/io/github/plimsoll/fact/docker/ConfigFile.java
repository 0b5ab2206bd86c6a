package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The file in which the daemon's settings are. */
public final class ConfigFile extends DockerFile {

    ConfigFile(Reading reading) {
        super(reading);
    }
}
