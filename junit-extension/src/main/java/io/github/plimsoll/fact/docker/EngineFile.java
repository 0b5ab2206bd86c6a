package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** Any file that the daemon, containerd or systemd is configured from. */
public final class EngineFile extends DockerFile {

    EngineFile(Reading reading) {
        super(reading);
    }
}
