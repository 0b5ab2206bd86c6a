package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a component was started.
 *
 * @param node the node it runs on
 * @param program its name, for example {@code kube-apiserver}
 * @param words the whole command line, the program first
 * @param user the number of the user it runs as
 * @param variables its environment; null if it is not known
 * @param configMaps the ConfigMaps that stand in its file system, by their directory
 * @param hostPaths the files and directories of the node that stand in its file system, by their place there; the whole of it,
 *     by an empty path, for a program of the node itself
 */
record CommandLine(
        String node,
        String program,
        List<String> words,
        long user,
        @Nullable Map<String, String> variables,
        Map<String, String> configMaps,
        Map<String, String> hostPaths) {

    /** The whole file system of the node. */
    static final Map<String, String> EVERYTHING = Map.of("", "");

    /** Of a process that was seen on a node, whose variables are known to programs of that node alone. */
    static CommandLine ofProcess(String node, Reading process) {
        return new CommandLine(
                node,
                process.value("program").requiredText(),
                process.value("args").asTexts(),
                process.value("uid").asLong(0),
                process.value("variables").isPresent()
                        ? process.value("variables").asTextMap()
                        : null,
                Map.of(),
                EVERYTHING);
    }

    /** The last part of a path, as a program is called. */
    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Where on the node a file is that the program knows by this path. */
    String onNode(String path) {
        return ofNode(path).orElse(path);
    }

    /** The same, but empty if the file is none of the node's: one of the image, say, or from a ConfigMap. */
    Optional<String> ofNode(String path) {
        for (String way = path; ; way = way.substring(0, Math.max(0, way.lastIndexOf('/')))) {
            if (configMaps.containsKey(way)) {
                return Optional.empty();
            }
            String source = hostPaths.get(way);
            if (source != null) {
                return Optional.of(source + path.substring(way.length()));
            }
            if (way.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /** What is given for each flag, by the variables of a process as well; nothing if something else starts the program. */
    Map<String, List<String>> given() {
        if (!startsItself()) {
            return Map.of();
        }
        Map<String, List<String>> given = new LinkedHashMap<>(Flags.values(words.subList(1, words.size())));
        if (variables != null && hostPaths.equals(EVERYTHING)) {
            variables.forEach((name, value) -> given.putIfAbsent(Etcd.flagOf(name), List.of(value)));
        }
        return given;
    }

    private boolean startsItself() {
        return !words.isEmpty() && baseName(words.get(0)).equals(program);
    }

    /** @param place where the evidence is noted */
    Flags flags(Reading place) {
        if (!startsItself()) {
            throw new Unreadable("the flags of " + place.subject() + " are not known: it is started by "
                    + (words.isEmpty() ? "its image alone" : words.get(0)));
        }
        return Flags.parse(place, words.subList(1, words.size()));
    }

    /** A variable in place of a flag. */
    Flags variable(Reading place, String name, String flag) {
        if (variables == null) {
            throw new Unreadable("--" + flag + " of " + place.subject() + " is not given as a flag, and whether " + name
                    + " is set is not known"
                    + (hostPaths.equals(EVERYTHING) ? "; -Dtarget=node tells it, run on that node as root" : ""));
        }
        String value = variables.get(name);
        return Flags.parse(place, value == null ? List.of() : List.of("--" + flag + "=" + value));
    }
}
