package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** A pod of a node's own, which whoever writes to it starts there. */
public final class ManifestFile extends NodeFile {

    ManifestFile(Reading file) {
        super(file);
    }
}
