package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The namespaces that a container lives in: its own, those of the host, or those of another container, to which
 * {@code container:ID} is followed.
 */
public final class Namespaces {

    private static final String NETWORK = "HostConfig.NetworkMode";
    private static final String SHARED = "container:";

    private final Reading container;

    Namespaces(Reading container) {
        this.container = container;
    }

    /** The network mode of the container whose network it lives in. */
    public String networkMode() {
        return mode(container, NETWORK);
    }

    /** The container whose network it lives in; most have their own. */
    Reading networkOwner() {
        return owner(container, NETWORK);
    }

    /** The process namespace mode of the container whose processes it sees. */
    public String pidMode() {
        return mode(container, "HostConfig.PidMode");
    }

    /** The IPC mode of the container whose shared memory it uses. */
    public String ipcMode() {
        return mode(container, "HostConfig.IpcMode");
    }

    public String utsMode() {
        return container.value("HostConfig.UTSMode").asText("");
    }

    /** {@code host} where it opts out of the daemon's user namespace. */
    public String usernsMode() {
        return container.value("HostConfig.UsernsMode").asText("");
    }

    /** Whether root in it is another user on the host. */
    boolean mapsRoot(Daemon daemon) {
        return daemon.isRootless() || (daemon.remapsUsers() && !usernsMode().equals("host"));
    }

    /** {@code host} where it sees the control groups of all others; private unless told otherwise. */
    public String cgroupNamespace() {
        String mode = container.value("HostConfig.CgroupnsMode").asText("");
        return mode.isEmpty()
                ? Composition.givenByEngine(container, "namespace of control groups", () -> "private")
                : mode;
    }

    /**
     * The container that owns the namespace which a container lives in; most own theirs.
     *
     * @param mode the field that says so, for example {@code HostConfig.PidMode}
     * @throws Unreadable if the owner is not on this host, cannot be read, or if containers refer to each other in a ring
     */
    private static Reading owner(Reading container, String mode) {
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
