package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The private key of the daemon's certificate. */
public final class ServerKey extends DockerFile {

    ServerKey(Reading reading) {
        super(reading);
    }
}
