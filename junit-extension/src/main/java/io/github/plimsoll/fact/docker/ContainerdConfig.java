package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The file in which the settings of the containerd are that the daemon uses. */
public final class ContainerdConfig extends DockerFile {

    ContainerdConfig(Reading reading) {
        super(reading);
    }
}
