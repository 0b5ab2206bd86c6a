package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows {@code container:ID}, by which one container shares a namespace of another, to the container that owns it. */
final class Namespaces {

    private static final String SHARED = "container:";

    private Namespaces() {}

    /**
     * The container that owns the namespace which a container lives in; most own theirs.
     *
     * @param mode the field that says so, for example {@code HostConfig.PidMode}
     * @throws Unreadable if the owner is not on this host, cannot be read, or if containers refer to each other in a ring
     */
    static Reading owner(Reading container, String mode) {
        Set<String> seen = new HashSet<>();
        Reading owner = container;
        String value = owner.value(mode).asText("");
        while (value.startsWith(SHARED)) {
            if (!seen.add(value)) {
                throw new Unreadable(mode + " leads in a ring back to " + value);
            }
            String id = idOf(container.unrecorded(), value.substring(SHARED.length()));
            owner = container.document(DockerDocuments.container(id));
            value = owner.value(mode).asText("");
        }
        return owner;
    }

    /** The mode of the container that owns the namespace. */
    static String mode(Reading container, String mode) {
        return owner(container, mode).value(mode).asText("");
    }

    private static String idOf(Reading snapshot, String reference) {
        List<String> byPrefix = new ArrayList<>();
        for (Reading listed : snapshot.document(DockerDocuments.CONTAINERS).elements("")) {
            String id = listed.value("Id").requiredText();
            if (id.equals(reference) || listed.value("Names").asTexts().contains("/" + reference)) {
                return id;
            }
            if (id.startsWith(reference)) {
                byPrefix.add(id);
            }
        }
        if (reference.isEmpty() || byPrefix.size() != 1) {
            throw new Unreadable("container " + reference + ", whose namespace is shared, is not among the containers");
        }
        return byPrefix.get(0);
    }
}
