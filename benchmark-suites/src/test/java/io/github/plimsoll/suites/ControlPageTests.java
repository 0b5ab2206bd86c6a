package io.github.plimsoll.suites;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.Mapping;
import io.github.plimsoll.proof.ShownProof;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue for people and for programs is made from the controls, their tables, and what their proofs show. */
class ControlPageTests {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ShownProofs proofs = ShownProofs.run();

    @Test
    void each_control_has_a_page() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        for (Method method : ShippedControls.methods()) {
            ControlDescription control = ShippedControls.describe(method);
            pages.put(control.id() + ".md", new ControlPage(method, control, proofs.of(control.id())).markdown());
        }
        pages.put("README.md", index());
        pages.put("catalogue.json", catalogue());
        GeneratedPages.areUpToDate("controls", pages);
    }

    private static String index() {
        StringBuilder page = new StringBuilder("""
                # Controls

                Each control, by the newest version of its benchmark; what the CIS Benchmark of its platform lacks comes last, and then the
                other benchmarks. [`catalogue.json`](catalogue.json)
                says the same for programs. These pages are made by `ControlPageTests`.
                """);
        for (String platform : ShippedControls.CATALOGUE.platforms()) {
            Benchmark benchmark =
                    ShippedControls.CATALOGUE.defaultBenchmark(platform).orElseThrow();
            lines(benchmark, page);
            List<ControlDescription> others = ShippedControls.descriptions().stream()
                    .filter(control -> control.platform().equals(platform)
                            && control.number(benchmark.id()).isEmpty())
                    .toList();
            if (!others.isEmpty()) {
                page.append("\n### Beyond the benchmark\n\n");
                others.forEach(control -> page.append("- %s, %s\n".formatted(link(control), severity(control))));
            }
        }
        ShippedControls.CATALOGUE.benchmarks().stream()
                .filter(ControlPageTests::isNewestBesidesTheDefault)
                .forEach(benchmark -> lines(benchmark, page));
        page.append("\n## In other frameworks\n\n");
        ShippedControls.CATALOGUE
                .mappings()
                .map(Mapping::framework)
                .distinct()
                .forEach(framework -> page.append("- **%s**: %s.\n".formatted(framework.title(), framework.basis())));
        return page.toString();
    }

    private static boolean isNewestBesidesTheDefault(Benchmark benchmark) {
        return ShippedControls.CATALOGUE
                        .newest(benchmark.family())
                        .orElseThrow()
                        .equals(benchmark)
                && ShippedControls.CATALOGUE.platforms().stream()
                        .noneMatch(platform -> ShippedControls.CATALOGUE
                                .defaultBenchmark(platform)
                                .orElseThrow()
                                .equals(benchmark));
    }

    private static void lines(Benchmark benchmark, StringBuilder page) {
        page.append("\n## ").append(benchmark.title()).append("\n");
        for (Benchmark.Section section : benchmark.sections()) {
            List<Benchmark.Line> lines = benchmark.lines().stream()
                    .filter(line -> benchmark.sectionOf(line).orElseThrow().equals(section))
                    .toList();
            if (!lines.isEmpty()) {
                page.append("\n### %s %s\n\n".formatted(section.number(), section.title()));
                lines.forEach(line -> page.append(line(line)));
            }
        }
    }

    private static String line(Benchmark.Line line) {
        if (line.controls().isEmpty()) {
            return "- %s %s: no control. %s\n".formatted(line.number(), line.title(), line.reason());
        }
        return ShippedControls.descriptions().stream()
                .filter(control -> line.controls().contains(control.id()))
                .map(control -> "- %s %s, %s%s\n"
                        .formatted(
                                line.number(),
                                link(control),
                                line.level() > 0 ? "level " + line.level() + ", " : "",
                                severity(control)))
                .collect(Collectors.joining());
    }

    private static String link(ControlDescription control) {
        return "[%s](%s.md)".formatted(control.title(), control.id());
    }

    private static String severity(ControlDescription control) {
        return control.severity().name().toLowerCase(Locale.ROOT);
    }

    private String catalogue() throws IOException {
        ArrayNode catalogue = JSON.createArrayNode();
        for (Method method : ShippedControls.methods()) {
            ControlDescription control = ShippedControls.describe(method);
            ShownProof proof = proofs.of(control.id());
            ObjectNode json = catalogue.addObject();
            json.put("id", control.id());
            json.put("title", control.title());
            json.put("why", control.why());
            json.put("fix", control.fix());
            json.put("severity", severity(control));
            json.put("level", control.level());
            json.put("review", control.question().orElse(null));
            json.set("numbers", JSON.valueToTree(control.numbers()));
            json.set(
                    "stride",
                    JSON.valueToTree(
                            control.threats().stream().map(Object::toString).toList()));
            ObjectNode mappings = json.putObject("mappings");
            control.mappings()
                    .forEach(mapping -> mappings.set(mapping.framework().id(), JSON.valueToTree(mapping.ids())));
            json.set("policy", JSON.valueToTree(WhatIsRead.parameters(proof)));
            ArrayNode reads = json.putArray("reads");
            WhatIsRead.of(proof)
                    .forEach(place -> reads.addObject()
                            .put("from", place.document())
                            .put("field", place.field())
                            .set("absent", place.absent().orElse(null)));
            json.put("holdsWhen", ControlSource.of(method));
        }
        return JSON.writeValueAsString(catalogue) + "\n";
    }
}
