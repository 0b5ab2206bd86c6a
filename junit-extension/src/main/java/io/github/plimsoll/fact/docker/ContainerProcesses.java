package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.image.ContainerUser;
import io.github.plimsoll.fact.image.ImageUsers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The processes of a container as the host sees them, or as its settings tell where the host does not. */
public final class ContainerProcesses {

    private final Container container;
    private final Reading reading;

    ContainerProcesses(Container container, Reading reading) {
        this.container = container;
        this.reading = reading;
    }

    /**
     * What they are called, and the programs they run.
     *
     * @throws Unreadable if they run on a kernel of their own, where the host does not see them
     */
    public List<String> names() {
        if (container.isSandboxed()) {
            throw new Unreadable("its runtime, " + container.runtime()
                    + ", gives it a kernel of its own, and what runs on that cannot be seen from the host");
        }
        return new SeenProcesses(reading).names();
    }

    /** What is root on the host: processes where they can be seen, else the user that the container is started for. */
    public List<String> ofRoot(Daemon daemon) {
        SeenProcesses processes = new SeenProcesses(reading);
        if (container.isRunning() && !container.isSandboxed() && processes.areReadable()) {
            // A rootless engine sees its own user as 0; a remapped root shows as what it is.
            List<String> root = processes.ofRoot();
            return root.isEmpty() || daemon.isRootless() ? List.of() : root;
        }
        String user = reading.value("Config.User").asText("");
        boolean root = ContainerUser.isRoot(user)
                .or(() -> rootByImage(user))
                .orElseThrow(() -> ContainerUser.unresolved(user));
        return root && !container.namespaces().mapsRoot(daemon)
                ? List.of(user.isEmpty() ? "started as root, no user being set" : "started as " + user)
                : List.of();
    }

    /** What the image's own user database says, if it was looked into. */
    private Optional<Boolean> rootByImage(String user) {
        Reading contents =
                reading.document(DockerDocuments.contents(reading.value("Image").requiredText()));
        return contents.wasCollected() ? new ImageUsers(contents).isRoot(user) : Optional.empty();
    }

    /** The groups among those named that the container or a process of it is in, beside the group of its user. */
    public Collection<String> groupsAmong(List<String> names, Daemon daemon) {
        return new ContainerGroups(container, reading)
                .among(names, container.namespaces().mapsRoot(daemon));
    }

    /** What they have beyond what their container was given: capabilities, no filter, a namespace of the host. */
    public List<String> loose(Daemon daemon) {
        return new Confinement(container, reading, daemon).gaps();
    }
}
