package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The certificate by which the daemon proves itself to clients. */
public final class ServerCertificate extends DockerFile {

    ServerCertificate(Reading reading) {
        super(reading);
    }
}
