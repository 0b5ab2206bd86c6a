package io.github.plimsoll.junit;

import io.github.plimsoll.audit.Settings;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** Turns the verdicts of a control into the outcome of its test; the worst target decides. */
final class Outcomes {

    private static final int SUBJECTS_SHOWN = 3;

    private Outcomes() {}

    static void publish(Map<String, ControlResult> results, Settings settings) throws Throwable {
        Map.Entry<String, ControlResult> decisive = results.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().verdict()))
                .orElseThrow(
                        () -> new TestAbortedException("not applicable: no target of this run is of its platform"));
        ControlResult worst = decisive.getValue();
        String message = (results.size() > 1 ? "on " + decisive.getKey() + ": " : "") + message(worst);
        switch (worst.verdict()) {
            case VIOLATED -> {
                if (!worst.control().severity().isAtLeast(settings.failOn())) {
                    throw new TestAbortedException("violated, but less severe than failOn: " + message);
                }
                throw new ControlViolation(message);
            }
            case BROKEN -> throw new BrokenControl(message, worst.defect().orElse(null));
            case INCONCLUSIVE -> throw new Inconclusive(message);
            case NEEDS_REVIEW -> throw new TestAbortedException("needs review: " + message);
            case WAIVED -> throw new TestAbortedException(message);
            case NOT_APPLICABLE -> throw new TestAbortedException("not applicable: " + message);
            case COMPLIANT -> {
                // a test that ends without a word has passed
            }
        }
    }

    private static String message(ControlResult worst) {
        List<Finding> findings = worst.findings(worst.verdict());
        if (findings.isEmpty()) {
            return worst.reason();
        }
        StringBuilder message = new StringBuilder();
        if (worst.verdict() == Verdict.VIOLATED && worst.findings().size() > 1) {
            message.append(findings.size())
                    .append(" of ")
                    .append(worst.findings().size())
                    .append(" violate: ");
        }
        message.append(findings.stream()
                .limit(SUBJECTS_SHOWN)
                .map(finding -> finding.subject() + ": " + finding.message())
                .reduce((left, right) -> left + "; " + right)
                .orElse(""));
        if (findings.size() > SUBJECTS_SHOWN) {
            message.append("; and ").append(findings.size() - SUBJECTS_SHOWN).append(" more");
        }
        return message.toString();
    }
}
