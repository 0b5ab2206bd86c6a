package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;

/** A program that makes containers, for example runc. */
public final class RuntimeBinary extends DockerFile {

    RuntimeBinary(Reading reading) {
        super(reading);
    }
}
