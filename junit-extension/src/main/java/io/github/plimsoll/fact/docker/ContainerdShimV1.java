package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The program that older versions of containerd start beside each container. */
public final class ContainerdShimV1 extends DockerFile {

    ContainerdShimV1(Reading reading) {
        super(reading);
    }
}
