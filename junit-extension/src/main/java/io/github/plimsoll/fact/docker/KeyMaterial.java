package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** A private key that the daemon keeps for itself, or a client's key for a registry. */
public final class KeyMaterial extends DockerFile {

    KeyMaterial(Reading reading) {
        super(reading);
    }
}
