package io.github.plimsoll.target.host;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How the user ids of a user namespace map to those outside, as {@code /proc/PID/uid_map} has it. */
record UidMap(List<Range> ranges) {

    record Range(long inside, long outside, long count) {}

    static UidMap parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] numbers = line.strip().split("\\s+");
            if (numbers.length == 3) {
                ranges.add(
                        new Range(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2])));
            }
        }
        return new UidMap(List.copyOf(ranges));
    }

    /** The id inside the namespace of one outside; empty if it has none there. */
    OptionalLong inside(long outside) {
        for (Range range : ranges) {
            if (outside >= range.outside() && outside - range.outside() < range.count()) {
                return OptionalLong.of(range.inside() + outside - range.outside());
            }
        }
        return OptionalLong.empty();
    }
}
