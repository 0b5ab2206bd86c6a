package io.github.plimsoll.suites.docker.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.suites.ShippedControls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Writes the page that lays the results of one host by Plimsoll and by docker-bench-security beside each other, with the reason
 * for each difference; differences without a reason stop it.
 */
final class PeerComparison {

    private static final String BENCHMARK = "cis-docker-1.6.0";
    private static final Pattern PLANTED = Pattern.compile("plant-[0-9a-f]{8}-([a-z0-9-]+)");

    private final JsonNode ours;
    private final Map<String, JsonNode> theirs = new TreeMap<>();
    private final Map<String, String> reasons;

    private PeerComparison(JsonNode ours, JsonNode theirs) throws IOException {
        this.ours = ours;
        theirs.path("tests")
                .forEach(test -> test.path("results")
                        .forEach(result -> this.theirs.put(result.path("id").asText(), result)));
        this.reasons = reasons();
    }

    public static void main(String[] files) throws IOException {
        ObjectMapper json = new ObjectMapper();
        PeerComparison comparison = new PeerComparison(
                json.readTree(Path.of(files[0]).toFile()),
                json.readTree(Path.of(files[1]).toFile()));
        System.out.print(comparison.page());
    }

    private String page() {
        Benchmark benchmark = ShippedControls.CATALOGUE.benchmark(BENCHMARK).orElseThrow();
        StringBuilder rows = new StringBuilder();
        List<String> unexplained = new ArrayList<>();
        int compared = 0;
        int differing = 0;
        for (Benchmark.Line line : benchmark.lines()) {
            Row row = row(line);
            if (row.ours.isMissingNode()) {
                continue;
            }
            compared++;
            if (row.differs()) {
                differing++;
                String reason = reasons.get(line.number());
                if (reason == null) {
                    unexplained.add(line.number() + ": " + row.ourWords() + " / " + row.theirWords());
                }
                rows.append("| %s | %s | %s | %s | %s |\n"
                        .formatted(line.number(), line.title(), row.ourWords(), row.theirWords(), reason));
            }
        }
        if (!unexplained.isEmpty()) {
            throw new IllegalStateException("no reason is given for\n" + String.join("\n", unexplained));
        }
        JsonNode target = ours.path("target");
        return """
                # Beside docker-bench-security

                Measured on %s: docker-bench-security 1.6.0 (commit ff26d67, of October 2024) and Plimsoll, one after the other on one host, by the
                lines of CIS Docker Benchmark 1.6.0, which the former implements. The host is what Debian's `docker.io` (engine %s) installs,
                with %d containers and %d images, nearly each with one fault, and files that others own or may write to. `examples/docker-host/compare`
                does it again and prints this page.

                Of the %d lines of the benchmark Plimsoll has controls for %d; on %d of those the two differ, in the verdict or in whom they
                name. Plimsoll also judges containers that are not started; where a difference is no more than that, the table says so.

                | line | | Plimsoll | docker-bench-security | why |
                |---|---|---|---|---|
                %s""".formatted(
                        target.path("collectedAt").asText().substring(0, 10),
                        target.path("engine").asText(),
                        subjects("container/[^ ]*"),
                        subjects("image/[^ ]*"),
                        benchmark.lines().size(),
                        compared,
                        differing,
                        rows);
    }

    private long subjects(String pattern) {
        return stream(ours.path("controls"))
                .flatMap(control -> stream(control.path("findings")))
                .map(finding -> finding.path("subject").asText())
                .filter(subject -> subject.matches(pattern))
                .distinct()
                .count();
    }

    private Row row(Benchmark.Line line) {
        JsonNode control = stream(ours.path("controls"))
                .filter(candidate -> List.of(candidate
                                .path("numbers")
                                .path(BENCHMARK)
                                .asText()
                                .split(", "))
                        .contains(line.number()))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
        return new Row(control, Objects.requireNonNull(theirs.get(line.number()), line.number()));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Map<String, String> reasons() throws IOException {
        try (InputStream in = PeerComparison.class.getResourceAsStream("/peer-differences.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
        }
    }

    /** What the two say of one line. */
    private record Row(JsonNode ours, JsonNode theirs) {

        boolean differs() {
            return !ourSide().equals(theirSide()) || !ourNames().equals(theirNames());
        }

        private String ourSide() {
            return switch (ours.path("verdict").asText()) {
                case "VIOLATED" -> "bad";
                case "COMPLIANT" -> "good";
                default -> "open";
            };
        }

        private String theirSide() {
            return switch (theirs.path("result").asText()) {
                case "WARN" -> "bad";
                case "PASS" -> "good";
                default -> "open";
            };
        }

        String ourWords() {
            String verdict =
                    ours.path("verdict").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
            return verdict + missing(ourNames(), theirNames());
        }

        String theirWords() {
            return theirs.path("result").asText() + missing(theirNames(), ourNames());
        }

        /** Whom one names and the other does not. */
        private static String missing(Set<String> names, Set<String> others) {
            Set<String> only = new TreeSet<>(names);
            only.removeAll(others);
            if (only.isEmpty()) {
                return "";
            }
            return only.size() > 12 ? ", of " + only.size() + " more" : ", also of " + String.join(", ", only);
        }

        private Set<String> ourNames() {
            return names(stream(ours.path("findings"))
                    .filter(finding -> finding.path("verdict").asText().equals("VIOLATED"))
                    .map(finding -> finding.path("subject").asText())
                    .toList());
        }

        private Set<String> theirNames() {
            return theirSide().equals("bad")
                    ? names(stream(theirs.path("items")).map(JsonNode::asText).toList())
                    : Set.of();
        }

        private static Set<String> names(List<String> texts) {
            return texts.stream()
                    .flatMap(text -> PLANTED.matcher(text).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
