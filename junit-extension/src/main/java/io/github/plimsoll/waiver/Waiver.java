package io.github.plimsoll.waiver;

import java.time.LocalDate;
import java.util.List;

/**
 * An accepted risk.
 *
 * @param control the id of the control
 * @param subjects names of the subjects it covers, {@code *} standing for any run of characters
 * @param until the last day on which it holds, in UTC
 * @param by who accepted the risk
 * @param reason why it is acceptable
 */
public record Waiver(String control, List<String> subjects, LocalDate until, String by, String reason) {

    public Waiver {
        // The file reader makes waivers from whatever stands there, and then says what is missing.
        subjects = subjects == null ? List.of() : List.copyOf(subjects);
    }

    public boolean covers(String subject) {
        return subjects.stream().anyMatch(pattern -> Globs.matches(pattern, subject));
    }

    public boolean isExpired(LocalDate today) {
        return today.isAfter(until);
    }
}
