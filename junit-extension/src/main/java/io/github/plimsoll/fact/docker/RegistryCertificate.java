package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** A file by which registries are trusted, or by which the daemon proves itself to one. */
public final class RegistryCertificate extends DockerFile {

    RegistryCertificate(Reading reading) {
        super(reading);
    }
}
