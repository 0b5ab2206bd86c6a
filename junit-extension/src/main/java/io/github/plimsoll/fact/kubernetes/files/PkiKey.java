package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** A private key of the cluster. */
public final class PkiKey extends NodeFile {

    PkiKey(Reading file) {
        super(file);
    }
}
