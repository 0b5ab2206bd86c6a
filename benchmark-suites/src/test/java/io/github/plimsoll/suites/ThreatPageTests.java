package io.github.plimsoll.suites;

import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ThreatModel;
import io.github.plimsoll.control.Severity;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page that shows which controls stand against which threat is made from the controls themselves. */
class ThreatPageTests {

    private static final String BENCHMARK = "cis-docker-1.8.0";

    @Test
    void the_page_is_up_to_date() throws IOException {
        GeneratedPages.areUpToDate("threats-docker.md", page());
    }

    private static String page() {
        ThreatModel model = ShippedControls.CATALOGUE.threatModel("docker").orElseThrow();
        StringBuilder page = new StringBuilder("""
                # Threats against a Docker host

                Each threat of the model, by STRIDE category, and the controls that stand against it; those of one category
                run with `mvn test -Dtarget=host -Dstride=tampering`. This page is made by `ThreatPageTests`;
                [threats-left-out.md](threats-left-out.md) says what is not checked, and why. What came of a threat on a target
                stands in `results.json` (`threats`), in `summary.md` and on the first page of the report.

                | threat | controls | of the benchmark | critical | high |
                |---|---|---|---|---|
                """);
        for (ThreatModel.Threat threat : model.threats()) {
            page.append(summary(threat));
        }
        for (ThreatModel.Threat threat : model.threats()) {
            page.append("\n## %s %s: %s\n\n".formatted(threat.id(), words(threat.category()), threat.element()))
                    .append(threat.statement())
                    .append("\n\n| CIS | control | severity |\n|---|---|---|\n");
            for (ControlDescription control : against(threat)) {
                page.append("| %s | %s<br>`%s` | %s |\n"
                        .formatted(
                                control.number(BENCHMARK).orElse(""),
                                control.title(),
                                control.id(),
                                control.severity().name().toLowerCase(Locale.ROOT)));
            }
        }
        return page.toString();
    }

    private static String summary(ThreatModel.Threat threat) {
        List<ControlDescription> controls = against(threat);
        return "| %s %s: %s | %d | %d | %d | %d |\n"
                .formatted(
                        threat.id(),
                        words(threat.category()),
                        threat.element(),
                        controls.size(),
                        controls.stream()
                                .filter(control -> control.number(BENCHMARK).isPresent())
                                .count(),
                        controls.stream()
                                .filter(control -> control.severity() == Severity.CRITICAL)
                                .count(),
                        controls.stream()
                                .filter(control -> control.severity() == Severity.HIGH)
                                .count());
    }

    private static List<ControlDescription> against(ThreatModel.Threat threat) {
        return ShippedControls.descriptions().stream()
                .filter(control -> control.platform().equals("docker"))
                .filter(control -> control.threats().stream()
                        .anyMatch(claim -> claim.threat().equals(threat.id())))
                .sorted(Comparator.comparing(ControlDescription::severity).thenComparing(ControlDescription::id))
                .toList();
    }

    private static String words(String category) {
        String words = category.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
