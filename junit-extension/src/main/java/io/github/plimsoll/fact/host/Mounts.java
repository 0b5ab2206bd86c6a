package io.github.plimsoll.fact.host;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;

/**
 * The mounts of a host.
 *
 * @param document as {@link HostDocuments#MOUNTS} has it
 */
public record Mounts(Reading document) {

    /** The mount that a path without links lies on: of the nearest ones the last, which hides the others. */
    public MountPoint under(String path) {
        Reading nearest = null;
        String at = "";
        for (Reading mount : document.unrecorded().elements("mounts")) {
            String place = mount.value("at").requiredText();
            boolean isOnWay = place.equals("/") || path.equals(place) || path.startsWith(place + "/");
            if (isOnWay && place.length() >= at.length()) {
                nearest = mount;
                at = place;
            }
        }
        if (nearest == null) {
            throw new Unreadable("it is not known on which mount " + path + " lies");
        }
        return MountPoint.of(document.at(nearest));
    }
}
