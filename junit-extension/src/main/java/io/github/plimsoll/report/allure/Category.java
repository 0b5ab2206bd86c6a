package io.github.plimsoll.report.allure;

import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.report.Words;
import java.util.List;

/** Allure's four statuses told apart into our verdicts, by the word that every message begins with. */
record Category(String name, List<String> matchedStatuses, String messageRegex) {

    static final List<Category> ALL = List.of(
            of("Violations", "failed", Verdict.VIOLATED),
            of("Could not be assessed", "broken", Verdict.INCONCLUSIVE),
            of("Broken controls", "broken", Verdict.BROKEN),
            of("Needs review", "skipped", Verdict.NEEDS_REVIEW),
            of("Waived", "skipped", Verdict.WAIVED),
            of("Not applicable", "skipped", Verdict.NOT_APPLICABLE));

    private static Category of(String name, String status, Verdict verdict) {
        return new Category(name, List.of(status), "(?s)" + Words.of(verdict) + ": .*");
    }
}
