package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** The credentials of an administrator or of a program of the control plane. */
public final class ControlPlaneKubeconfig extends NodeFile {

    ControlPlaneKubeconfig(Reading file) {
        super(file);
    }
}
