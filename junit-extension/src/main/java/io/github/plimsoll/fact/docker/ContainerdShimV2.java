package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The program that containerd starts beside each container. */
public final class ContainerdShimV2 extends DockerFile {

    ContainerdShimV2(Reading reading) {
        super(reading);
    }
}
