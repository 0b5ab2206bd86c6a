package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Optional;

/** Where paths of the host lead, as far as the host could be asked. */
record Links(Reading document) {

    private static final String NOT_FOLLOWED = "links of the host could not be followed";

    /** What to say of all mounts at once if none of their links could be followed. */
    static List<String> warnings(Snapshot snapshot) {
        boolean followed = !snapshot.has(DockerDocuments.LINKS)
                || snapshot.document(DockerDocuments.LINKS).isReadable();
        return followed || MountedPaths.of(snapshot.documents()).isEmpty()
                ? List.of()
                : List.of(NOT_FOLLOWED
                        + ", so that a mount is not known to be harmless by its path alone: run the audit on"
                        + " the host as root, or name directories that hold no links in the policy");
    }

    /** Where a path leads; empty if it is no link, or if that could not be seen. */
    Optional<String> target(String written) {
        return document.isReadable()
                ? link(written)
                        .filter(link -> link.unrecorded().value("target").isPresent())
                        .map(link -> link.value("target").requiredText())
                : Optional.empty();
    }

    /** @throws Unreadable if it could not be seen where a path leads */
    void requireFollowed(String written) {
        String reason = document.isReadable()
                ? link(written).map(link -> link.value("unreadable").asText("")).orElse("")
                : NOT_FOLLOWED;
        if (!reason.isEmpty()) {
            document.recordDerived("where " + written + " leads", "not known: " + reason);
            throw new Unreadable("whether " + written + " is a link to elsewhere cannot be seen (" + reason
                    + "): run the audit on the host as root, or name directories that hold no links in the policy, as"
                    + " docker.directories-without-links");
        }
    }

    private Optional<Reading> link(String written) {
        return document.unrecorded().elements("links").stream()
                .filter(link -> link.value("path").requiredText().equals(written))
                .findFirst()
                .map(document::at);
    }
}
