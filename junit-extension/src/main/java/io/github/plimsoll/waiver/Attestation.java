package io.github.plimsoll.waiver;

import java.time.LocalDate;

/**
 * A person's answer to a control that no data can decide.
 *
 * @param control the id of the control
 * @param until the last day on which it holds, in UTC
 * @param by who looked
 * @param statement what they saw
 */
public record Attestation(String control, LocalDate until, String by, String statement) {

    public boolean isExpired(LocalDate today) {
        return today.isAfter(until);
    }
}
