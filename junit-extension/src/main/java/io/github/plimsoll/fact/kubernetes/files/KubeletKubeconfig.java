package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** The credentials of the kubelet. */
public final class KubeletKubeconfig extends NodeFile {

    KubeletKubeconfig(Reading file) {
        super(file);
    }
}
