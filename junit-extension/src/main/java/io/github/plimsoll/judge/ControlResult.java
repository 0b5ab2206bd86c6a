package io.github.plimsoll.judge;

import io.github.plimsoll.catalogue.ControlDescription;
import java.util.List;
import java.util.Optional;

/**
 * The verdict of one control on one target.
 *
 * @param reason why there is no finding, or what is wrong with the control; else empty
 * @param findings one for each subject, worst first
 * @param defect what a broken control threw, for whoever mends it
 */
public record ControlResult(
        ControlDescription control,
        Verdict verdict,
        String reason,
        List<Finding> findings,
        Optional<Throwable> defect) {

    public ControlResult {
        findings = List.copyOf(findings);
    }

    public ControlResult(ControlDescription control, Verdict verdict, String reason, List<Finding> findings) {
        this(control, verdict, reason, findings, Optional.empty());
    }

    /** The findings of one verdict. */
    public List<Finding> findings(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
    }
}
