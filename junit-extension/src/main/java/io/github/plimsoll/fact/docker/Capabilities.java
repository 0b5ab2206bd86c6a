package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.KernelCapabilities;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What {@code --cap-add} and {@code --cap-drop} come to, by the engine's own order of precedence. */
final class Capabilities {

    static final String ALL = "ALL";

    /** What a container has unless told otherwise. */
    private static final Set<String> BY_DEFAULT = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "NET_RAW",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private static final Pattern MASK = Pattern.compile("[0-9a-f]{1,16}");

    private Capabilities() {}

    /**
     * The capabilities of a set as the kernel prints it, for example {@code 00000000a80425fb}.
     *
     * @throws Unreadable if it is no such set
     */
    static Set<String> named(String mask) {
        if (!MASK.matcher(mask).matches()) {
            throw new Unreadable("'" + mask + "' is no set of capabilities");
        }
        long bits = Long.parseUnsignedLong(mask, 16);
        Set<String> named = new TreeSet<>();
        for (int number = 0; number < Long.SIZE; number++) {
            if ((bits >>> number & 1) == 1) {
                named.add(KernelCapabilities.name(number));
            }
        }
        return named;
    }

    /** Whether a set holds a capability, by name or as one of all. */
    static boolean includes(Set<String> capabilities, String name) {
        return capabilities.contains(ALL) || capabilities.contains(name);
    }

    /** The capabilities in effect, without prefix; {@link #ALL} where an addition of all leaves most of them. */
    static Set<String> effective(List<String> added, List<String> dropped) {
        Set<String> add = normal(added);
        Set<String> drop = normal(dropped);
        if (add.contains(ALL)) {
            return Set.of(ALL);
        }
        Set<String> effective = new TreeSet<>(drop.contains(ALL) ? Set.of() : BY_DEFAULT);
        effective.removeAll(drop);
        // An addition wins over a drop of the same capability.
        effective.addAll(add);
        return effective;
    }

    /** Those that go beyond the default, and raw sockets, which the default has but hardly any workload needs; none that is allowed. */
    static Set<String> excess(Set<String> effective, Collection<String> allowed) {
        Set<String> excess = new TreeSet<>(effective);
        excess.removeIf(capability -> BY_DEFAULT.contains(capability) && !capability.equals("NET_RAW"));
        Set<String> fine = normal(allowed);
        fine.remove(ALL);
        excess.removeAll(fine);
        return excess;
    }

    private static Set<String> normal(Collection<String> names) {
        Set<String> normal = new TreeSet<>();
        for (String name : names) {
            String upper = name.toUpperCase(Locale.ROOT);
            normal.add(upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper);
        }
        return normal;
    }
}
