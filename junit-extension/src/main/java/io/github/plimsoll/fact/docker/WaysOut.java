package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What lets an attacker who holds a container take over the host, or read its secrets. */
final class WaysOut {

    /** Capabilities by which the host is taken over; others only harm it. */
    private static final Pattern TAKES_OVER =
            Pattern.compile("(SYS_ADMIN|SYS_MODULE|SYS_RAWIO|SYS_PTRACE|DAC_READ_SEARCH|BPF)\\b.*|every capability");

    private static final String NO_MOUNT = "Start it without that mount";

    private final ContainerInAttack container;

    WaysOut(ContainerInAttack container) {
        this.container = container;
    }

    /** The conditions of each way to take over the host. */
    List<List<Condition>> toHost() {
        List<Condition> asRoot = new ArrayList<>();
        asRoot.addAll(container.conditions(
                "may be privileged",
                words -> "Start it without --privileged; give it the one capability or device it needs",
                (subject, daemon) -> subject.isPrivileged() ? List.of("is privileged") : List.of()));
        asRoot.addAll(container.conditions(
                "may have capabilities with power over the host",
                words -> "Start it without " + words.replaceFirst("^has ", "capability "),
                WaysOut::capabilities));
        asRoot.addAll(container.conditions(
                "may mount a socket that controls containers",
                words -> NO_MOUNT + "; where it needs the engine, put a filtering proxy between",
                (subject, daemon) -> said("controls the engine by ", sockets(subject))));
        asRoot.addAll(container.conditions(
                "may write to what the host obeys",
                words -> HostPlaces.takesCommands(HostPath.of(words.replaceFirst("^may write ", "")))
                        ? NO_MOUNT
                        : "Mount it read-only",
                (subject, daemon) ->
                        subject.files().ofMounts(mount -> said("may write ", mount.writablePlacesOfHost(List.of())))));
        asRoot.addAll(container.conditions(
                "may have a disk of the host",
                words -> "Start it without that device",
                (subject, daemon) -> subject.isPrivileged()
                        ? List.of()
                        : said(
                                "has ",
                                subject.security().hostDevices().stream()
                                        .filter(WaysOut::isRaw)
                                        .toList())));
        asRoot.addAll(container.conditions(
                "may write the kernel's settings",
                words -> "Start it without --security-opt systempaths=unconfined",
                WaysOut::systemPaths));
        List<List<Condition>> ways = together(asRoot);
        container
                .conditions(
                        "may be given the address of the engine",
                        words -> "Take DOCKER_HOST away from it",
                        (subject, daemon) -> said(
                                "is given ",
                                subject.files().controlSockets(List.of()).stream()
                                        .filter(socket -> socket.startsWith("DOCKER_HOST="))
                                        .toList()))
                .forEach(way -> ways.add(List.of(way)));
        return ways;
    }

    /** The conditions of each way to read what the host keeps secret. */
    List<List<Condition>> toSecrets() {
        return together(container.conditions(
                "may read secrets of the host",
                words -> NO_MOUNT,
                (subject, daemon) -> subject.files().ofMounts(mount -> {
                    List<String> places = new ArrayList<>(mount.credentials(List.of()));
                    mount.sensitiveHostPaths(List.of()).stream()
                            .map(place -> place.replaceFirst(" \\((writable|read-only)\\)$", ""))
                            .filter(place -> HostPath.of(place).isAnyOf("/", "/etc", "/root", "/home"))
                            .forEach(places::add);
                    return said("reads ", places.stream().distinct().toList());
                })));
    }

    /** Each of the conditions takes root as well; whether there is any is only asked if it matters. */
    private List<List<Condition>> together(List<Condition> conditions) {
        List<List<Condition>> ways = new ArrayList<>();
        if (!conditions.isEmpty()) {
            for (Condition root : container.conditionsWith("may run as root", this::fixesOfRoot, WaysOut::root)) {
                conditions.forEach(condition -> ways.add(List.of(root, condition)));
            }
        }
        return ways;
    }

    private List<Fix> fixesOfRoot(String words) {
        List<Fix> fixes = new ArrayList<>(List.of(
                new Fix(container.name(), "Run it as a user other than root, with --security-opt no-new-privileges")));
        // The engine maps no users for a privileged container, nor for one that opts out.
        try {
            Reading reading = container.reading(new Recorder());
            if (!reading.value("HostConfig.Privileged").asBoolean(false)
                    && !reading.value("HostConfig.UsernsMode").asText("").equals("host")) {
                fixes.add(new Fix("daemon", "Set \"userns-remap\": \"default\" in daemon.json"));
            }
        } catch (Unreadable e) {
            return fixes;
        }
        return fixes;
    }

    /** Root, or a user that a setuid program of the image may make root. */
    private static List<String> root(Container subject, Daemon daemon) {
        if (!subject.processes().ofRoot(daemon).isEmpty()) {
            return List.of("runs as root");
        }
        if (subject.namespaces().mapsRoot(daemon) || subject.security().deniesNewPrivileges(daemon)) {
            return List.of();
        }
        throw new Unreadable("whether a setuid program in its image makes it root was not looked at");
    }

    private static List<String> capabilities(Container subject, Daemon daemon) {
        return subject.isPrivileged()
                ? List.of()
                : subject.security().powersOverHost(daemon).stream()
                        .filter(power -> TAKES_OVER.matcher(power).matches())
                        .map(power -> "has " + power.replaceFirst(":.*", "").replaceFirst(" with control.*", ""))
                        .distinct()
                        .toList();
    }

    private static List<String> systemPaths(Container subject, Daemon daemon) {
        boolean exposed = !subject.isPrivileged()
                && subject.security().exposedSystemPaths().stream().anyMatch(path -> path.startsWith("/proc/sys "));
        boolean confined = daemon.offers("apparmor")
                && !subject.security().appArmorProfile().isEmpty()
                && !subject.security().appArmorProfile().equals("unconfined");
        return exposed && !confined ? List.of("may write /proc/sys") : List.of();
    }

    private static List<String> sockets(Container subject) {
        return subject.files().controlSockets(List.of()).stream()
                .filter(socket -> socket.startsWith("/"))
                .distinct()
                .toList();
    }

    private static boolean isRaw(String device) {
        return device.startsWith("rule a ")
                || device.startsWith("rule b ")
                || HostPlaces.isRawDevice(device.replaceFirst(" \\([a-z]*\\)$", ""));
    }

    private static List<String> said(String before, List<String> things) {
        return things.stream().map(thing -> before + thing).toList();
    }
}
