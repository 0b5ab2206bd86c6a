package io.github.plimsoll.report;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static io.github.plimsoll.judge.Verdict.WAIVED;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Step;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a target may call its things in order to do harm to whoever reads the report. */
public final class HostileText {

    /** One after the other, in one text. */
    public static final String ALL = "<img src=x onerror=\"document.title='owned'\"><script>alert(1)</script>"
            + "</script><!--<script>javascript:alert(2)\"'`&|@everyone [x](javascript:alert(3)) \u001b[31mred\u001b]8;;x\u0007"
            + " \u202Ereversed\u2066\u200B\u0000\u0085\uFEFF line\nbreak\r\ttab \ud800 end";

    private HostileText() {}

    /** An audit in which everything that comes from a target is hostile. */
    public static AuditResult audit() {
        AuditResult harmless = SampleAudit.of(
                ALL,
                Stream.of(VIOLATED, INCONCLUSIVE, WAIVED, COMPLIANT)
                        .map(HostileText::result)
                        .toList());
        SnapshotHeader header =
                new SnapshotHeader(ALL, "docker", ALL, ALL, ALL, ALL, ALL, Instant.EPOCH, "0.1.0", 1, List.of(ALL));
        return new AuditResult(
                header, harmless.benchmark(), harmless.controls(), List.of(ALL), harmless.threats(), attack());
    }

    private static AttackPaths attack() {
        Condition open = new Condition(ALL, List.of(new Fix(ALL, ALL)), List.of(), "");
        Condition hidden = new Condition(ALL, List.of(), List.of(), ALL);
        Position network = Position.entry(ALL, 0, ALL);
        Position web = Position.between("container/" + ALL, 0, ALL);
        Position lone = Position.between("container/lone" + ALL, 0, ALL);
        Position host = Position.goal(ALL + "host", 0, ALL);
        return AttackPaths.of(List.of(
                new Step(network, web, List.of(open)),
                new Step(web, host, List.of(hidden)),
                new Step(lone, host, List.of(open))));
    }

    private static ControlResult result(Verdict verdict) {
        Evidence evidence = new Evidence(ALL, ALL, JsonNodeFactory.instance.textNode(ALL), false);
        Finding finding = new Finding("container/" + ALL, ALL, verdict, ALL, List.of(evidence));
        Finding formula = new Finding("=HYPERLINK(\"x\")", "+1", verdict, "@SUM(1)", List.of(evidence));
        Finding endless = new Finding("x".repeat(10_000), ALL, verdict, ALL.repeat(100), List.of(evidence));
        return SampleAudit.result(verdict, ALL, finding, formula, endless);
    }
}
