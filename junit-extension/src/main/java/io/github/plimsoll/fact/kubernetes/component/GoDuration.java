package io.github.plimsoll.fact.kubernetes.component;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 4h0m0s}, {@code 1.5h}, {@code 300ms}. */
final class GoDuration {

    private static final Pattern WHOLE =
            Pattern.compile("[-+]?(?:0|(?:\\d{1,12}(?:\\.\\d{1,12})?(?:ns|us|µs|ms|s|m|h))+)");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** Empty if the text is no duration. */
    static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanoseconds = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            nanoseconds = nanoseconds.add(new BigDecimal(part.group(1))
                    .multiply(BigDecimal.valueOf(NANOSECONDS.getOrDefault(part.group(2), 0L))));
        }
        BigDecimal[] seconds = nanoseconds.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        Duration duration = Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue());
        return Optional.of(text.startsWith("-") ? duration.negated() : duration);
    }

    static String text(Duration duration) {
        return duration.toSeconds() + "s";
    }
}
