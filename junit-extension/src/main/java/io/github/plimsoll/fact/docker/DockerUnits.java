package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostDocuments;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The units of systemd that start a Docker daemon, and the files they are made of. */
public final class DockerUnits {

    private final Reading snapshot;

    /** @param snapshot of which nothing is evidence */
    DockerUnits(Reading snapshot) {
        this.snapshot = snapshot;
    }

    /** The units of systemd that start the daemon, its socket, and containerd. */
    public List<String> names() {
        return List.of(daemon(), socket(), "containerd.service");
    }

    String daemon() {
        return snapshot.document(DockerDocuments.DAEMON_PROCESS).value("unit").asText("docker.service");
    }

    String socket() {
        return daemon().replaceFirst("\\.service$", ".socket");
    }

    List<String> ofDaemon() {
        return files(daemon());
    }

    List<String> ofSocket() {
        return files(socket());
    }

    List<String> ofContainerd() {
        return files("containerd.service");
    }

    /** The files that units fill the daemon's and containerd's environment from. */
    List<String> environmentFiles() {
        Set<String> files = new LinkedHashSet<>();
        for (String name : List.of(daemon(), "containerd.service")) {
            files.addAll(unit(name).value("environmentFiles").asTexts());
        }
        return List.copyOf(files);
    }

    /** What the unit of the daemon's socket says of one at which it listens; empty if it opens none there. */
    Optional<String> ofSocketAt(Set<String> places, String key) {
        Reading unit = unit(socket());
        return unit.value("listens").asTexts().stream()
                .filter(places::contains)
                .findFirst()
                .map(any -> unit.value(key).asText(""))
                .filter(value -> !value.isEmpty());
    }

    /** The directories in which units and drop-ins are looked for, so that whoever writes there adds one. */
    List<String> directories() {
        Set<String> directories = new LinkedHashSet<>();
        names().forEach(name ->
                directories.addAll(unit(name).value("directories").asTexts()));
        return List.copyOf(directories);
    }

    private List<String> files(String name) {
        Reading unit = unit(name);
        if (!unit.value("found").asBoolean(false) || unit.value("masked").asBoolean(false)) {
            return List.of();
        }
        List<String> files = new ArrayList<>(List.of(unit.value("fragment").requiredText()));
        files.addAll(unit.value("dropIns").asTexts());
        return files;
    }

    private Reading unit(String name) {
        Reading unit = snapshot.document(HostDocuments.UNITS).part("\"" + name + "\"");
        String unreadable = unit.value("unreadable").asText("");
        if (!unreadable.isEmpty()) {
            throw new Unreadable(unreadable);
        }
        return unit;
    }
}
