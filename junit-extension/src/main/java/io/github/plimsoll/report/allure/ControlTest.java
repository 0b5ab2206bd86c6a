package io.github.plimsoll.report.allure;

import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;

import io.github.plimsoll.catalogue.Benchmark.Section;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.report.Headline;
import io.github.plimsoll.report.Sections;
import io.github.plimsoll.report.Text;
import io.github.plimsoll.report.Words;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** One control on one target as Allure knows a test. */
record ControlTest(AuditResult audit, ControlResult result, Description description) {

    static final String SECTION = "section";
    static final String STRIDE = "stride";
    static final String VERDICT = "verdict";

    private static final int WORST_SUBJECTS = 3;
    private static final int SUBJECTS_IN_TRACE = 200;
    private static final int LONGEST_LINE = 500;

    /** The same in every run, so that Allure can tell how a control fared before. */
    String id() {
        String identity = control().id() + "@" + audit.target().target();
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
    }

    TestResult toAllure() {
        long time = audit.target().collectedAt().toEpochMilli();
        return new TestResult()
                .setUuid(id())
                .setHistoryId(id())
                .setTestCaseId(control().id())
                .setFullName(control().id())
                .setTitlePath(titlePath())
                .setName(name())
                .setStatus(status(result.verdict()))
                .setStatusDetails(new StatusDetails().setMessage(message()).setTrace(trace()))
                .setStage(Stage.FINISHED)
                .setDescriptionHtml(description.html(control()))
                .setLabels(labels())
                .setParameters(List.of(
                        parameter("target", audit.target().target()),
                        parameter(
                                "engine",
                                audit.target().engine() + " " + audit.target().version())))
                .setStart(time)
                .setStop(time);
    }

    String name() {
        return Sections.name(audit.benchmark(), control());
    }

    ControlDescription control() {
        return result.control();
    }

    private static Status status(Verdict verdict) {
        return switch (verdict) {
            case COMPLIANT -> Status.PASSED;
            case VIOLATED -> Status.FAILED;
            case INCONCLUSIVE, BROKEN -> Status.BROKEN;
            case NEEDS_REVIEW, WAIVED, NOT_APPLICABLE -> Status.SKIPPED;
        };
    }

    /** Begins with the verdict, by which {@code categories.json} sorts, but for the plain pass. */
    private String message() {
        List<String> lines = new ArrayList<>();
        lines.add(line(Words.of(result.verdict()) + ": " + Headline.of(result)));
        worst().limit(WORST_SUBJECTS).forEach(finding -> lines.add(line(finding.subject() + ": " + finding.message())));
        return String.join("\n", lines);
    }

    private String trace() {
        List<String> lines = worst().map(finding -> line(finding.subject())).toList();
        int more = lines.size() - SUBJECTS_IN_TRACE;
        return more > 0
                ? String.join("\n", lines.subList(0, SUBJECTS_IN_TRACE)) + "\nand " + more + " more, see results.json"
                : String.join("\n", lines);
    }

    private Stream<Finding> worst() {
        return result.findings().stream()
                .filter(finding -> finding.verdict() == result.verdict())
                .filter(finding -> finding.verdict() == VIOLATED
                        || finding.verdict() == INCONCLUSIVE
                        || finding.verdict() == Verdict.WAIVED);
    }

    private static String line(String text) {
        return Html.escaped(Text.plain(text, LONGEST_LINE));
    }

    private List<Section> sections() {
        return Sections.path(audit.benchmark(), control());
    }

    private List<String> titlePath() {
        List<String> path = new ArrayList<>(List.of(
                Text.plain(audit.target().target()),
                Text.plain(audit.benchmark().title())));
        sections().forEach(section -> path.add(Sections.name(section)));
        return path;
    }

    private List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        List<Section> sections = sections();
        String innermost = Sections.name(sections.get(sections.size() - 1));
        labels.add(label("epic", audit.benchmark().title()));
        labels.add(label("feature", innermost));
        labels.add(label("story", control().title()));
        labels.add(label("parentSuite", audit.target().target()));
        labels.add(label("suite", audit.benchmark().title()));
        labels.add(label("subSuite", innermost));
        labels.add(label("host", audit.target().target()));
        labels.add(label("severity", severity()));
        labels.add(label(VERDICT, Words.of(result.verdict())));
        sections.forEach(section -> labels.add(label(SECTION, Sections.name(section))));
        control().threats().forEach(threat -> labels.add(label(STRIDE, threat.toString())));
        control()
                .mappings()
                .forEach(mapping -> mapping.ids()
                        .forEach(id -> labels.add(label(mapping.framework().id(), id))));
        tags().forEach(tag -> labels.add(label("tag", tag)));
        return labels;
    }

    List<String> tags() {
        List<String> tags = new ArrayList<>();
        if (control().level() > 0) {
            tags.add("level " + control().level());
        }
        control().threats().stream()
                .map(threat -> Words.ofCategory(threat.category()))
                .distinct()
                .forEach(tags::add);
        return tags;
    }

    private String severity() {
        return switch (control().severity()) {
            case CRITICAL -> "blocker";
            case HIGH -> "critical";
            case MEDIUM -> "normal";
            case LOW -> "minor";
        };
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(Text.plain(value));
    }

    private static Parameter parameter(String name, String value) {
        return new Parameter().setName(name).setValue(Text.plain(value, LONGEST_LINE));
    }
}
