package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** The authority by which a kubelet knows its clients. */
public final class ClientAuthorityFile extends NodeFile {

    ClientAuthorityFile(Reading file) {
        super(file);
    }
}
