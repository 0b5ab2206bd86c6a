package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The file system of a container: its own layer, and what is mounted into it. */
public final class ContainerFiles {

    private final Reading reading;

    ContainerFiles(Reading reading) {
        this.reading = reading;
    }

    public boolean hasReadOnlyRootFilesystem() {
        return reading.value("HostConfig.ReadonlyRootfs").asBoolean(false);
    }

    /** How large what it writes beside its mounts may grow; empty is as large as the disk. */
    public String writableLayerSize() {
        return reading.value("HostConfig.StorageOpt.size").asText("");
    }

    /** How many bytes it has written beside its mounts. */
    public long writtenBytes() {
        return WrittenLayers.of(reading);
    }

    /**
     * The programs of its image, and the files that say who is root there, that it has changed, added or removed.
     *
     * @param allowed paths that may differ
     */
    public List<String> changedPrograms(List<String> allowed, Daemon daemon) {
        return new ChangedFiles(reading, daemon).beyond(allowed);
    }

    /**
     * The ways to a socket of the host through which containers are controlled: mounts, and a DOCKER_HOST that names it.
     *
     * @param withoutLinks directories known to hold no links, which matters where links could not be followed
     * @throws Unreadable if none shows, and a link may lead to one all the same
     */
    public List<String> controlSockets(List<String> withoutLinks) {
        List<Mount> mounts = mounts().toList();
        List<String> sockets = Stream.concat(
                        mounts.stream().flatMap(mount -> mount.controlSockets().stream()),
                        EngineAddress.ofHost(reading).stream())
                .toList();
        if (sockets.isEmpty()) {
            mounts.forEach(mount -> mount.requireLinksFollowed(withoutLinks));
        }
        return sockets;
    }

    /** What there is to say of its mounts. */
    List<String> ofMounts(Function<Mount, List<String>> words) {
        return mounts().flatMap(mount -> words.apply(mount).stream()).toList();
    }

    private Stream<Mount> mounts() {
        return Mount.of(reading).stream().map(Mount::new);
    }
}
