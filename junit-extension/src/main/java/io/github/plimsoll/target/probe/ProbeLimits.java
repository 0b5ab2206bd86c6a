package io.github.plimsoll.target.probe;

import java.time.Duration;

/**
 * When a look at an address is over, whatever the other side does.
 *
 * @param connection how long one connection may take, from opening it to the end of what is read
 * @param bytes how much one connection may bring
 * @param total how long all looks of one collection may take together
 */
public record ProbeLimits(Duration connection, long bytes, Duration total) {

    /** What any honest server keeps to. */
    public static ProbeLimits usual() {
        return new ProbeLimits(Duration.ofSeconds(5), 256 << 10, Duration.ofSeconds(60));
    }

    /** The same, and no connection longer than one request to the target may take. */
    public ProbeLimits within(Duration request) {
        return new ProbeLimits(connection.compareTo(request) < 0 ? connection : request, bytes, total);
    }
}
