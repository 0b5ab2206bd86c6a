package io.github.plimsoll.judge;

import io.github.plimsoll.fact.Evidence;
import java.util.List;

/**
 * What a control found on one subject, whatever the verdict.
 *
 * @param subject the subject's name, hostile text
 * @param state the subject's state, for example {@code exited}; may be empty
 * @param message one line: the expectation that failed, why nothing could be said, or the waiver; empty if all is well
 */
public record Finding(String subject, String state, Verdict verdict, String message, List<Evidence> evidence) {

    public Finding {
        evidence = List.copyOf(evidence);
    }
}
