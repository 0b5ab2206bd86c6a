package io.github.plimsoll.report.allure;

import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.report.Text;
import io.github.plimsoll.report.Words;
import io.qameta.allure.Aggregator2;
import io.qameta.allure.ReportStorage;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.LaunchResults;
import io.qameta.allure.entity.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts the findings into each control's page, so that nobody has to open an attachment to see them. */
final class FindingsBlock implements Aggregator2 {

    /** The name under which the page's script finds them. */
    private static final String EXTRA = "plimsoll";

    private static final int LONGEST_TEXT = 500;

    private final Map<String, ControlTest> tests;

    FindingsBlock(List<ControlTest> tests) {
        this.tests = tests.stream().collect(Collectors.toMap(ControlTest::id, Function.identity()));
    }

    private record Block(
            String verdict, String words, String severity, List<String> facts, List<Row> findings, int more) {}

    private record Row(
            String verdict, String words, String subject, String state, String message, List<String> evidence) {}

    @Override
    public void aggregate(Configuration configuration, List<LaunchResults> launches, ReportStorage storage) {
        for (LaunchResults launch : launches) {
            for (TestResult result : launch.getAllResults()) {
                ControlTest test = tests.get(result.getHistoryId());
                if (test != null) {
                    result.addExtraBlock(EXTRA, block(test));
                }
            }
        }
    }

    private static Block block(ControlTest test) {
        ControlResult result = test.result();
        List<Finding> findings = result.findings();
        int shown = Math.min(ResultsDirectory.MOST_FINDINGS, findings.size());
        return new Block(
                result.verdict().name(),
                Words.of(result.verdict()),
                result.control().severity().name().toLowerCase(Locale.ROOT),
                facts(test),
                findings.subList(0, shown).stream().map(FindingsBlock::row).toList(),
                findings.size() - shown);
    }

    private static List<String> facts(ControlTest test) {
        List<String> facts = new ArrayList<>(test.tags());
        facts.add("on " + Text.plain(test.audit().target().target(), LONGEST_TEXT));
        return facts;
    }

    private static Row row(Finding finding) {
        return new Row(
                finding.verdict().name(),
                Words.of(finding.verdict()),
                Text.plain(finding.subject(), LONGEST_TEXT),
                Text.plain(finding.state().isEmpty() ? finding.place() : finding.state(), LONGEST_TEXT),
                Text.plain(finding.message(), LONGEST_TEXT),
                finding.evidence().stream()
                        .map(evidence -> Text.plain(Text.of(evidence), LONGEST_TEXT))
                        .toList());
    }
}
