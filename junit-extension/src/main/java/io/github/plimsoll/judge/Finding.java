package io.github.plimsoll.judge;

import io.github.plimsoll.fact.Evidence;
import java.util.List;

/**
 * What a control found on one subject, whatever the verdict.
 *
 * @param subject the subject's name, hostile text
 * @param state the subject's state, for example {@code exited}; may be empty
 * @param place the file and line in which the subject's author wrote it, for example {@code k8s/web.yaml:12}; may be empty
 * @param message one line: the expectation that failed, why nothing could be said, or the waiver; empty if all is well
 */
public record Finding(
        String subject, String state, String place, Verdict verdict, String message, List<Evidence> evidence) {

    /** One of a subject that no file is known to describe. */
    public Finding(String subject, String state, Verdict verdict, String message, List<Evidence> evidence) {
        this(subject, state, "", verdict, message, evidence);
    }

    public Finding {
        evidence = List.copyOf(evidence);
    }
}
