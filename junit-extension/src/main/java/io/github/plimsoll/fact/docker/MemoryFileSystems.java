package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file systems in memory of a container, and how large they may grow. */
final class MemoryFileSystems {

    /** As the kernel takes a size: with the letters of binary multiples, or in percent of the memory there is. */
    private static final Pattern SIZE = Pattern.compile("size=(\\d{1,18})([kKmMgGtTpP%]?)");

    private static final String MULTIPLES = "kmgtp";

    /** What the kernel gives one that has no size, in percent of the memory of the host. */
    private static final long WITHOUT_SIZE = 50;

    private final Reading container;

    private MemoryFileSystems(Reading container) {
        this.container = container;
    }

    /** The places of those that have no size, or one that is no smaller than having none. */
    static List<String> unbounded(Reading container) {
        MemoryFileSystems systems = new MemoryFileSystems(container);
        List<String> unbounded = new ArrayList<>();
        container.value("HostConfig.Tmpfs").asTextMap().forEach((path, options) -> {
            if (systems.isUnbounded(options)) {
                unbounded.add(path);
            }
        });
        for (Reading mount : container.elements("HostConfig.Mounts")) {
            if (mount.value("Type").asText("").equals("tmpfs")
                    && systems.isUnbounded(mount.value("TmpfsOptions.SizeBytes").asLong(0))) {
                unbounded.add(mount.value("Target").requiredText());
            }
        }
        // Every container has one, which has a size unless it is given a large one.
        long shared = container.value("HostConfig.ShmSize").asLong(0);
        if (shared > 0 && systems.isUnbounded(shared)) {
            unbounded.add("/dev/shm");
        }
        return unbounded;
    }

    /** Of several sizes the kernel takes the last, and 0 is without end. */
    private boolean isUnbounded(String options) {
        String last = Arrays.stream(options.split(","))
                .filter(option -> option.startsWith("size="))
                .reduce("", (first, second) -> second);
        Matcher size = SIZE.matcher(last);
        if (!size.matches()) {
            return last.isEmpty();
        }
        long number = Long.parseLong(size.group(1));
        return size.group(2).equals("%")
                ? number == 0 || number >= WITHOUT_SIZE
                : isUnbounded(bytes(number, size.group(2)));
    }

    private static long bytes(long number, String multiple) {
        long bytes = number;
        for (int i = 0;
                !multiple.isEmpty() && i <= MULTIPLES.indexOf(multiple.toLowerCase(java.util.Locale.ROOT));
                i++) {
            bytes = bytes > Long.MAX_VALUE / 1024 ? Long.MAX_VALUE : bytes * 1024;
        }
        return bytes;
    }

    private boolean isUnbounded(long bytes) {
        return bytes <= 0 || (!Composition.is(container) && bytes >= memoryOfHost() / 100 * WITHOUT_SIZE);
    }

    private long memoryOfHost() {
        return container.document(DockerDocuments.INFO).value("MemTotal").requiredLong();
    }
}
