package io.github.plimsoll.judge;

import io.github.plimsoll.catalogue.ControlDescription;
import java.util.List;

/**
 * The verdict of one control on one target.
 *
 * @param reason why there is no finding, or what is wrong with the control; else empty
 * @param findings one for each subject, worst first
 */
public record ControlResult(ControlDescription control, Verdict verdict, String reason, List<Finding> findings) {

    public ControlResult {
        findings = List.copyOf(findings);
    }

    /** The findings of one verdict. */
    public List<Finding> findings(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
    }
}
