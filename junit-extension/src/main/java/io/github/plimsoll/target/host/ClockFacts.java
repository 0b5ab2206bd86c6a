package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Whether anything keeps the clock of the machine, for {@link io.github.plimsoll.fact.host.HostDocuments#SYSTEM}. */
final class ClockFacts {

    /** Programs that set the clock by that of others, as the kernel calls them, which cuts names after 15 characters. */
    private static final Set<String> KEEPERS =
            Set.of("chronyd", "ntpd", "openntpd", "ntpsec", "phc2sys", "systemd-timesyn", "timemaster");

    private static final List<String> TIMEDATECTL = List.of("/usr/bin/timedatectl", "/bin/timedatectl");

    /** There once a server was heard; kept over a restart of the service, but not of the machine. */
    private static final String HEARD = "/run/systemd/timesync/synchronized";

    private ClockFacts() {}

    static void of(Procfs proc, HostTree tree, ObjectNode clock) {
        ArrayNode keepers = clock.putArray("keepers");
        proc.pids().stream()
                .filter(pid -> KEEPERS.contains(name(proc, pid)))
                .filter(pid -> !isContained(proc, pid))
                .map(pid -> name(proc, pid))
                .distinct()
                .sorted()
                .forEach(keepers::add);
        kernel(clock);
        try {
            if (!clock.has("synchronised")
                    && !keepers.isEmpty()
                    && tree.attributes(tree.walk(HEARD).real()).isPresent()) {
                clock.put("synchronised", true);
            }
        } catch (IOException e) {
            clock.put("unseen", HEARD + " cannot be looked at: " + e.getMessage());
        }
    }

    private static String name(Procfs proc, long pid) {
        return proc.text(pid, "comm").orElse("").strip();
    }

    /** What the kernel says; it is asked by a program, since Java has no way of its own. */
    private static void kernel(ObjectNode clock) {
        NetworkNamespace.program(TIMEDATECTL).ifPresent(program -> {
            try {
                String answer = Command.output(List.of(program, "show", "--property=NTPSynchronized", "--value"))
                        .strip();
                if (answer.equals("yes") || answer.equals("no")) {
                    clock.put("synchronised", answer.equals("yes"));
                }
            } catch (IOException e) {
                clock.put("unseen", "timedatectl does not tell: " + e.getMessage());
            }
        });
    }

    /** A program in a container may be called anything, and sets no clock unless it was given the right to. */
    private static boolean isContained(Procfs proc, long pid) {
        return proc.status(pid, "NSpid").orElse("").split("\\s+").length > 1;
    }
}
