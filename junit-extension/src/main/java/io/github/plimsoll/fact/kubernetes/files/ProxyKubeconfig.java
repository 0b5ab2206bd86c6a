package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** The credentials of kube-proxy. */
public final class ProxyKubeconfig extends NodeFile {

    ProxyKubeconfig(Reading file) {
        super(file);
    }
}
