package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** A file that systemd starts containerd by: its service unit, or a drop-in that changes it. */
public final class ContainerdUnit extends DockerFile {

    ContainerdUnit(Reading reading) {
        super(reading);
    }
}
