package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** A file or directory of the cluster's certificates and keys. */
public final class PkiFile extends NodeFile {

    PkiFile(Reading file) {
        super(file);
    }
}
