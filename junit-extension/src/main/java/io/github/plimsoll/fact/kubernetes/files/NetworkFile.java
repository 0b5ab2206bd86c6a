package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** Configuration or state of the network plugins. */
public final class NetworkFile extends NodeFile {

    NetworkFile(Reading file) {
        super(file);
    }
}
