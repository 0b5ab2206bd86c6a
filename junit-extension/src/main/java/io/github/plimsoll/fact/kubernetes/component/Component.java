package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;

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

    /** The node it runs on. */
    public final String node() {
        return commandLine.node();
    }

    /** Where on the node a file is that the program knows by this path. */
    final String onNode(String path) {
        return commandLine.onNode(path);
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
