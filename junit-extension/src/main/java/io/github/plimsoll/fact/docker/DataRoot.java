package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.fact.host.MountPoint;
import io.github.plimsoll.fact.host.Mounts;
import java.util.Locale;

/** A directory in which images and containers are kept: by the daemon, or by containerd for it. */
public final class DataRoot extends DockerFile {

    /** What a daemon that maps users adds to its directory, for example {@code /100000.100000}. */
    private static final String OF_MAPPED_USERS = "/\\d+\\.\\d+$";

    DataRoot(Reading reading) {
        super(reading);
    }

    /** Whether it lies on the file system of the host's root, mounted once more perhaps. */
    public boolean isOnRootFileSystem() {
        return mount().isSameFileSystem(mounts().under("/"));
    }

    /**
     * Whether it lies on the file system of the directory above it: no mount begins here then, or one that is another view of the same. The daemon itself
     * mounts its directory once more over itself where it needs other propagation.
     */
    public boolean isOnFileSystemAbove() {
        String shared = withoutMap();
        int slash = shared.lastIndexOf('/');
        return mount().isSameFileSystem(mounts().under(slash <= 0 ? "/" : shared.substring(0, slash)));
    }

    /** Whether it takes its space from the pool that the host's root takes its own from. */
    public boolean sharesPoolWithRoot() {
        return mount().sharesPool(mounts().under("/"));
    }

    /** How many percent of the space on its file system are free for others than root. */
    public long percentOfSpaceFree() {
        return percentFree("Bytes");
    }

    /** How many percent of the files that its file system can hold are free; all where it can hold any number. */
    public long percentOfFilesFree() {
        return percentFree("Files");
    }

    private long percentFree(String what) {
        Reading space = reading().document(HostDocuments.SPACE).part("\"" + path() + "\"");
        String unreadable = space.value("unreadable").asText("");
        if (!unreadable.isEmpty()) {
            throw new Unreadable(unreadable);
        }
        long all = space.value(what.toLowerCase(Locale.ROOT)).requiredLong();
        long free = space.value("free" + what).requiredLong();
        return all == 0 ? 100 : (long) (100.0 * free / all);
    }

    private String withoutMap() {
        return realPath().replaceFirst(OF_MAPPED_USERS, "");
    }

    private MountPoint mount() {
        return mounts().under(realPath());
    }

    private Mounts mounts() {
        return new Mounts(reading().document(HostDocuments.MOUNTS));
    }
}
