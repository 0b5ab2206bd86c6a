package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program of the control plane, and the flags it was started with. */
public abstract class Component extends Subject {

    private final CommandLine commandLine;

    Component(Reading place, CommandLine commandLine) {
        super(place);
        this.commandLine = commandLine;
    }

    /** @throws Unreadable if the command line does not tell */
    final Flags flags() {
        return commandLine.flags(reading());
    }

    /** What is given for each flag, by its name; asking is no evidence. */
    final Map<String, List<String>> givenFlags() {
        return commandLine.given();
    }

    /** The node it runs on. */
    public final String node() {
        return commandLine.node();
    }

    /** Where on the node a file is that the program knows by this path. */
    final String onNode(String path) {
        return commandLine.onNode(path);
    }

    /** The same, but empty if the file is none of the node's. */
    final Optional<String> ofNode(String path) {
        return commandLine.ofNode(path);
    }

    /** A file that a flag names: one from a ConfigMap, else one of the node. */
    final SettingsFile file(String path) {
        int slash = Math.max(0, path.lastIndexOf('/'));
        String map = commandLine.configMaps().get(path.substring(0, slash));
        return map == null
                ? SettingsFile.ofNode(reading(), commandLine.node(), commandLine.onNode(path))
                : SettingsFile.ofConfigMap(reading(), map, path.substring(slash + 1));
    }
}
