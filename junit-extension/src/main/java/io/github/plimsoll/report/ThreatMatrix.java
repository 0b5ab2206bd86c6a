package io.github.plimsoll.report;

import io.github.plimsoll.catalogue.ThreatModel.Threat;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Summary;
import io.github.plimsoll.judge.Verdict;
import java.util.List;

/** The threats of a target's model against the controls that were judged, and what came of them. */
public final class ThreatMatrix {

    private ThreatMatrix() {}

    /** A row for each threat of the model, with controls or without. */
    public static List<Row> of(AuditResult audit) {
        return audit.threats().threats().stream()
                .map(threat -> new Row(
                        threat,
                        audit.controls().stream()
                                .filter(result -> result.control().threats().stream()
                                        .anyMatch(claim -> claim.threat().equals(threat.id())))
                                .toList()))
                .toList();
    }

    /**
     * One threat.
     *
     * @param results of the controls that stand against it, in the order of the audit
     */
    public record Row(Threat threat, List<ControlResult> results) {

        public Summary counts() {
            return Summary.of(results);
        }

        /** For example {@code D1 Denial of service: Host resources}. */
        public String title() {
            return threat.id() + " " + Words.ofCategory(threat.category()) + ": " + threat.element();
        }

        /** Why nothing is known of the threat; empty if a control was decided, either way. */
        public String withoutEvidence() {
            if (results.stream().anyMatch(result -> result.verdict().isJudged())) {
                return "";
            }
            if (results.isEmpty()) {
                return "no evidence: no control of this run looks at it";
            }
            return results.stream().allMatch(result -> result.verdict() == Verdict.NOT_APPLICABLE)
                    ? "no evidence: no control applies to this target"
                    : "no evidence: no control could be decided";
        }
    }
}
