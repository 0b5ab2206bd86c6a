package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;

/** The directory in which etcd keeps all objects of the cluster. */
public final class EtcdDirectory extends NodeFile {

    private final long runsAs;

    /** @param runsAs the user etcd runs as */
    EtcdDirectory(Reading file, long runsAs) {
        super(file);
        this.runsAs = runsAs;
    }

    /** Whether it is the user's that etcd runs as, who has to write to it, or root's. */
    public boolean belongsToEtcd() {
        reading().recordDerived("user that etcd runs as", String.valueOf(runsAs));
        return uid() == 0 || uid() == runsAs;
    }
}
