package io.github.plimsoll.report.allure;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ControlDescription.ThreatClaim;
import io.github.plimsoll.catalogue.Mapping;
import io.github.plimsoll.report.Words;
import java.util.List;
import java.util.stream.Collectors;

/** What a control is about, as HTML; holds nothing that came from a target. */
record Description(Catalogue catalogue) {

    String html(ControlDescription control) {
        StringBuilder html = new StringBuilder();
        html.append("<h4>Why</h4><p>").append(prose(control.why())).append("</p>");
        control.question()
                .ifPresent(question -> html.append("<h4>To be answered by a person</h4><p>")
                        .append(prose(question))
                        .append("</p>"));
        html.append("<h4>Fix</h4><pre><code>").append(lines(control.fix())).append("</code></pre>");
        if (!control.threats().isEmpty()) {
            html.append("<h4>Threats (STRIDE)</h4><ul>");
            control.threats()
                    .forEach(claim -> html.append("<li>")
                            .append("<b>")
                            .append(Html.escaped(Words.ofCategory(claim.category())))
                            .append("</b> ")
                            .append(Html.escaped(threat(control, claim)))
                            .append("</li>"));
            html.append("</ul>");
        }
        html.append("<h4>Control</h4><p><code>")
                .append(Html.escaped(control.id()))
                .append("</code></p>");
        if (!control.numbers().isEmpty()) {
            html.append("<ul>");
            control.numbers()
                    .forEach((benchmark, numbers) ->
                            html.append("<li>").append(line(benchmark, numbers)).append("</li>"));
            html.append("</ul>");
        }
        if (!control.mappings().isEmpty()) {
            html.append("<h4>In other frameworks</h4><ul>");
            control.mappings()
                    .forEach(
                            mapping -> html.append("<li>").append(line(mapping)).append("</li>"));
            html.append("</ul>");
        }
        return html.toString();
    }

    /** The threat as plain text, for example {@code D1 A container takes more memory than the host can spare.} */
    String threat(ControlDescription control, ThreatClaim claim) {
        return claim.threat()
                + catalogue
                        .threatModel(control.platform())
                        .flatMap(model -> model.threat(claim.threat()))
                        .map(threat -> " " + threat.statement())
                        .orElse("");
    }

    private String line(String benchmark, List<String> numbers) {
        String title =
                catalogue.benchmark(benchmark).map(known -> known.title()).orElse(benchmark);
        return Html.escaped(title + ": " + String.join(", ", numbers));
    }

    private static String line(Mapping mapping) {
        return Html.escaped(mapping.framework().title() + ": " + String.join(", ", mapping.ids()));
    }

    private static String prose(String text) {
        return Html.escaped(text.strip());
    }

    /** A fix may be several commands, one a line. */
    private static String lines(String text) {
        return text.strip().lines().map(Html::escaped).collect(Collectors.joining("\n"));
    }
}
