package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** A certificate of the cluster. */
public final class PkiCertificate extends NodeFile {

    PkiCertificate(Reading file) {
        super(file);
    }
}
