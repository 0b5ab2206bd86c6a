package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The directory in which containerd keeps its socket and what runs now. */
public final class ContainerdState extends DockerFile {

    ContainerdState(Reading reading) {
        super(reading);
    }
}
