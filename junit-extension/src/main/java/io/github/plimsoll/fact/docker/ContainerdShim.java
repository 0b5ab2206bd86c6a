package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The first of the programs that containerd starts beside each container, which current ones no longer have. */
public final class ContainerdShim extends DockerFile {

    ContainerdShim(Reading reading) {
        super(reading);
    }
}
