package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** The certificate of the authority whose clients the daemon lets in. */
public final class AuthorityCertificate extends DockerFile {

    AuthorityCertificate(Reading reading) {
        super(reading);
    }
}
