package io.github.plimsoll.suites;

import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ThreatModel;
import io.github.plimsoll.control.Severity;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages that show which controls stand against which threat are made from the controls themselves. */
class ThreatPageTests {

    private static final String TABLE = "\n\n| CIS | control | severity |\n|---|---|---|\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            docker     | a Docker host        | host    | [threats-left-out.md](threats-left-out.md) says what is not checked, and why.
            kubernetes | a Kubernetes cluster | cluster | [threats-left-out-kubernetes.md](threats-left-out-kubernetes.md) says what is not checked, and why.
            """)
    void the_page_is_up_to_date(String platform, String what, String target, String remark) throws IOException {
        GeneratedPages.areUpToDate("threats-" + platform + ".md", page(platform, what, target, remark));
    }

    private static String page(String platform, String what, String target, String remark) {
        ThreatModel model = ShippedControls.CATALOGUE.threatModel(platform).orElseThrow();
        StringBuilder page = new StringBuilder("""
                # Threats against %s

                Each threat of the model, by STRIDE category, why it matters, and the controls that stand against it; those of one
                category run with `mvn test -Dtarget=%s -Dstride=tampering`. This page is made by `ThreatPageTests`. %s
                The same with what was found on a target is `threat-model.md` beside the report of a run; in figures it stands in
                `results.json` (`threats`), in `summary.md` and on the first page of the report.

                | threat | controls | of the benchmark | critical | high |
                |---|---|---|---|---|
                """.formatted(what, target, remark));
        for (ThreatModel.Threat threat : model.threats()) {
            page.append(summary(platform, threat));
        }
        for (ThreatModel.Threat threat : model.threats()) {
            page.append("\n## %s %s: %s\n\n".formatted(threat.id(), words(threat.category()), threat.element()))
                    .append(threat.statement())
                    .append(" ")
                    .append(threat.matters())
                    .append(against(platform, threat).isEmpty() ? "\n\nNo control stands against it yet.\n" : TABLE);
            for (ControlDescription control : against(platform, threat)) {
                page.append("| %s | %s<br>`%s` | %s |\n"
                        .formatted(
                                number(control),
                                control.title(),
                                control.id(),
                                control.severity().name().toLowerCase(Locale.ROOT)));
            }
        }
        return page.toString();
    }

    private static String summary(String platform, ThreatModel.Threat threat) {
        List<ControlDescription> controls = against(platform, threat);
        return "| %s %s: %s | %d | %d | %d | %d |\n"
                .formatted(
                        threat.id(),
                        words(threat.category()),
                        threat.element(),
                        controls.size(),
                        controls.stream()
                                .filter(control -> !number(control).isEmpty())
                                .count(),
                        controls.stream()
                                .filter(control -> control.severity() == Severity.CRITICAL)
                                .count(),
                        controls.stream()
                                .filter(control -> control.severity() == Severity.HIGH)
                                .count());
    }

    private static List<ControlDescription> against(String platform, ThreatModel.Threat threat) {
        return ShippedControls.descriptions().stream()
                .filter(control -> control.platform().equals(platform))
                .filter(control -> control.threats().stream()
                        .anyMatch(claim -> claim.threat().equals(threat.id())))
                .sorted(Comparator.comparing(ControlDescription::severity).thenComparing(ControlDescription::id))
                .toList();
    }

    /** In the newest version of the platform's benchmark. */
    private static String number(ControlDescription control) {
        return ShippedControls.CATALOGUE
                .defaultBenchmark(control.platform())
                .flatMap(benchmark -> control.number(benchmark.id()))
                .orElse("");
    }

    private static String words(String category) {
        String words = category.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
