package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.fact.host.MountPoint;
import io.github.plimsoll.fact.host.Mounts;

/** A directory in which images and containers are kept: by the daemon, or by containerd for it. */
public final class DataRoot extends DockerFile {

    /** What a daemon that maps users adds to its directory, for example {@code /100000.100000}. */
    private static final String OF_MAPPED_USERS = "/\\d+\\.\\d+$";

    DataRoot(Reading reading) {
        super(reading);
    }

    /** Whether a mount begins here; that of what the maps of users share counts for each. */
    public boolean isMountPoint() {
        String at = mount().at();
        return at.equals(realPath()) || at.equals(realPath().replaceFirst(OF_MAPPED_USERS, ""));
    }

    /** Whether it lies on the file system of the host's root, mounted once more perhaps. */
    public boolean isOnRootFileSystem() {
        return mount().isSameFileSystem(mounts().under("/"));
    }

    /** Whether it takes its space from the pool that the host's root takes its own from. */
    public boolean sharesPoolWithRoot() {
        return mount().sharesPool(mounts().under("/"));
    }

    private MountPoint mount() {
        return mounts().under(realPath());
    }

    private Mounts mounts() {
        return new Mounts(reading().document(HostDocuments.MOUNTS));
    }
}
