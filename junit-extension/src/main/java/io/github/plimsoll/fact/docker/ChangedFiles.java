package io.github.plimsoll.fact.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.image.PathGlobs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a container has changed of the programs that its image brought, and of the files that say who is root there. */
final class ChangedFiles {

    /** Where programs lie, and the libraries that they load. */
    private static final List<String> PROGRAMS = List.of(
            "/bin",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/sbin",
            "/usr/bin",
            "/usr/lib",
            "/usr/lib32",
            "/usr/lib64",
            "/usr/libexec",
            "/usr/libx32",
            "/usr/local/bin",
            "/usr/local/lib",
            "/usr/local/lib64",
            "/usr/local/libexec",
            "/usr/local/sbin",
            "/usr/sbin");

    /** Who is root, how to become it, and what is loaded into every program. */
    private static final List<String> POWERS = List.of(
            "/etc/group",
            "/etc/gshadow",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/etc/ld.so.preload",
            "/etc/pam.d",
            "/etc/passwd",
            "/etc/shadow",
            "/etc/sudoers",
            "/etc/sudoers.d");

    private static final Map<Integer, String> KINDS = Map.of(0, "changed", 1, "added", 2, "removed");

    /** Whoever installs packages in a container changes thousands of files, and a few of them tell as much. */
    private static final int MOST_TOLD = 20;

    private final Reading container;
    private final Daemon daemon;

    ChangedFiles(Reading container, Daemon daemon) {
        this.container = container;
        this.daemon = daemon;
    }

    /** For example {@code /usr/bin/curl added}. */
    List<String> beyond(List<String> allowed) {
        if (Composition.is(container)) {
            throw new Absent(Composition.ONLY_AN_ENGINE);
        }
        Map<String, Integer> changes = changes();
        Set<String> leading = above(changes.keySet());
        PathGlobs exempt = new PathGlobs(allowed);
        String entry = entry();
        List<String> targets = targets();
        List<String> found = new ArrayList<>();
        changes.forEach((path, kind) -> {
            if (isOfInterest(path, entry)
                    && !leading.contains(path)
                    && !exempt.include(path)
                    && !isMadeByEngine(path, targets)) {
                found.add(path + " " + KINDS.getOrDefault(kind, "changed"));
            }
        });
        return told(found);
    }

    private Map<String, Integer> changes() {
        Reading document =
                container.document(DockerDocuments.changes(container.value("Id").requiredText()));
        document.value("from").requiredText();
        Map<String, Integer> changes = new TreeMap<>();
        for (JsonNode change : document.part("changes").raw()) {
            changes.put(change.path("Path").asText(), change.path("Kind").asInt());
        }
        document.recordDerived("paths that differ from the image", Integer.toString(changes.size()));
        return changes;
    }

    /** The directories that lead to what has changed, which engines list as changed themselves. */
    private static Set<String> above(Set<String> paths) {
        Set<String> above = new HashSet<>();
        for (String path : paths) {
            String directory = parent(path);
            while (!directory.isEmpty() && above.add(directory)) {
                directory = parent(directory);
            }
        }
        return above;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static boolean isOfInterest(String path, String entry) {
        HostPath place = HostPath.of(path);
        return PROGRAMS.stream().anyMatch(place::isIn) || POWERS.stream().anyMatch(place::isIn) || path.equals(entry);
    }

    /** What the container starts with, where its command says by which path; empty if it is looked up by name. */
    private String entry() {
        String program = container.value("Path").asText("");
        if (program.startsWith("/") || !program.contains("/")) {
            return program.startsWith("/") ? program : "";
        }
        String directory = container.value("Config.WorkingDir").asText("/");
        return HostPath.of(directory + "/" + program).toString();
    }

    /** Where something is mounted. */
    private List<String> targets() {
        List<String> targets =
                new ArrayList<>(container.value("HostConfig.Tmpfs").asTextMap().keySet());
        Mount.of(container)
                .forEach(mount -> targets.add(mount.value("Destination").requiredText()));
        return targets;
    }

    /** To mount something the engine first makes a file or a directory to mount it at, and those that lead there. */
    private boolean isMadeByEngine(String path, List<String> targets) {
        return targets.stream().anyMatch(target -> target.equals(path) || target.startsWith(path + "/"))
                || (path.matches("(/usr)?/sbin/docker-init") && isStartedByInit());
    }

    private boolean isStartedByInit() {
        return container.value("HostConfig.Init").isPresent()
                ? container.value("HostConfig.Init").asBoolean(false)
                : daemon.startsInit();
    }

    private static List<String> told(List<String> found) {
        if (found.size() <= MOST_TOLD) {
            return found;
        }
        List<String> told = new ArrayList<>(found.subList(0, MOST_TOLD));
        told.add("and " + (found.size() - MOST_TOLD) + " more");
        return told;
    }
}
