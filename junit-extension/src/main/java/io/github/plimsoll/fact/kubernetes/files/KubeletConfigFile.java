package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** The settings of the kubelet, or a drop-in of them. */
public final class KubeletConfigFile extends NodeFile {

    KubeletConfigFile(Reading file) {
        super(file);
    }
}
