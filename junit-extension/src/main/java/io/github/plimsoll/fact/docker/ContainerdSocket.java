package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The socket of the containerd that the daemon uses; whoever may call there controls all containers. */
public final class ContainerdSocket extends DockerFile {

    ContainerdSocket(Reading reading) {
        super(reading);
    }
}
