package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;

/** The parts of {@code /proc} and {@code /sys} that are the kernel's own, which engines hide from containers or make read-only. */
final class SystemPaths {

    /** Hidden by every engine since 20.10; later ones hide more. */
    private static final List<String> HIDDEN =
            List.of("/proc/acpi", "/proc/kcore", "/proc/keys", "/proc/scsi", "/proc/timer_list", "/sys/firmware");

    private static final List<String> READ_ONLY =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private SystemPaths() {}

    /** For example {@code /proc/sys (writable)}; none if the engine's own lists are in force. */
    static List<String> exposed(Reading container) {
        List<String> exposed = new ArrayList<>();
        for (String path : missing(container, "HostConfig.MaskedPaths", HIDDEN)) {
            exposed.add(path + " (visible)");
        }
        for (String path : missing(container, "HostConfig.ReadonlyPaths", READ_ONLY)) {
            exposed.add(path + " (writable)");
        }
        return exposed;
    }

    /** No list at all is the engine's own, save for a privileged container, of which nothing is hidden. */
    private static List<String> missing(Reading container, String field, List<String> needed) {
        if (container.value("HostConfig.Privileged").asBoolean(false)) {
            return needed;
        }
        if (!container.value(field).isPresent()) {
            return List.of();
        }
        List<String> listed = container.value(field).asTexts();
        return needed.stream()
                .filter(path -> listed.stream().noneMatch(given -> path.equals(given) || path.startsWith(given + "/")))
                .toList();
    }
}
