package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The program of the containerd that the daemon uses. */
public final class ContainerdBinary extends DockerFile {

    ContainerdBinary(Reading reading) {
        super(reading);
    }
}
