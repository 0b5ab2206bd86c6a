package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** A file that decides who may call the daemon: its socket, or the unit and the drop-ins by which systemd opens that. */
public final class ApiEntrance extends DockerFile {

    ApiEntrance(Reading reading) {
        super(reading);
    }
}
