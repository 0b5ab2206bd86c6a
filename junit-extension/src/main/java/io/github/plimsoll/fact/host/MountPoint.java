package io.github.plimsoll.fact.host;

import io.github.plimsoll.fact.Reading;

/**
 * A mount.
 *
 * @param at where it is
 * @param device the number of the file system's device, for example {@code 254:0}
 * @param source what is mounted, for example {@code /dev/vda1} or {@code pool/data}
 * @param subvolume the part of a Btrfs file system that is mounted; empty for any other
 */
public record MountPoint(String at, String device, String type, String source, String subvolume) {

    static MountPoint of(Reading mount) {
        return new MountPoint(
                mount.value("at").requiredText(),
                mount.value("device").requiredText(),
                mount.value("type").requiredText(),
                mount.value("source").requiredText(),
                mount.value("subvolume").asText(""));
    }

    /** Whether it is another place of the same file system; a subvolume is one of its own. */
    public boolean isSameFileSystem(MountPoint other) {
        return device.equals(other.device) && subvolume.equals(other.subvolume);
    }

    /** Whether both take their space from one pool, as subvolumes of Btrfs and datasets of ZFS do. */
    public boolean sharesPool(MountPoint other) {
        return device.equals(other.device)
                || (type.equals("zfs")
                        && other.type.equals("zfs")
                        && pool(source).equals(pool(other.source)));
    }

    private static String pool(String dataset) {
        return dataset.replaceFirst("/.*", "");
    }
}
