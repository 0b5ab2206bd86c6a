package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** The unit that starts the kubelet, or a drop-in of it. */
public final class KubeletUnit extends NodeFile {

    KubeletUnit(Reading file) {
        super(file);
    }
}
