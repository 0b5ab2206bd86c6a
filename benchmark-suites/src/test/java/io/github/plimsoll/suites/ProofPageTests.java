package io.github.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.docker.live.LiveProofs;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page that says what each control was shown on is made from the proofs, and from what live tests saw. */
class ProofPageTests {

    private final ShownProofs proofs = ShownProofs.run();
    private final LiveProofs live = LiveProofs.committed();

    @Test
    void the_page_is_up_to_date() throws IOException {
        GeneratedPages.areUpToDate("proofs.md", page());
    }

    @Test
    void what_was_seen_live_is_of_controls_that_there_are() {
        assertThat(live.controls())
                .isSubsetOf(ShippedControls.descriptions().stream()
                        .map(ControlDescription::id)
                        .toList());
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                # What each control was shown

                Fixture: the verdicts that the control was shown to give on made-up targets; a build without a violating and a satisfying
                one fails. Live: the engines on which a test planted or set up the state and saw that verdict; 29.99 is what an
                engine built from moby 2.0.0-beta.24 calls itself. A test writes down what it asserted and saw, and a CI run on one of
                these engines fails if this page claims more than was seen there (`.ci/live`). This page is made by `ProofPageTests`.
                """);
        for (String platform : ShippedControls.CATALOGUE.platforms()) {
            Benchmark benchmark =
                    ShippedControls.CATALOGUE.defaultBenchmark(platform).orElseThrow();
            page.append("\n## ").append(benchmark.title()).append("\n\n");
            page.append("| line | control | fixture | live, violating | live, compliant |\n|---|---|---|---|---|\n");
            ShippedControls.descriptions().stream()
                    .filter(control -> control.platform().equals(platform))
                    .sorted(Comparator.comparing(control -> place(benchmark, control)))
                    .forEach(control -> page.append("| %s | [%s](controls/%s.md) | %s | %s | %s |\n"
                            .formatted(
                                    control.number(benchmark.id()).orElse(""),
                                    control.title(),
                                    control.id(),
                                    fixture(control),
                                    live.engines(control.id(), Verdict.VIOLATED),
                                    live.engines(control.id(), Verdict.COMPLIANT))));
        }
        return page.toString();
    }

    private static int place(Benchmark benchmark, ControlDescription control) {
        List<String> numbers =
                benchmark.lines().stream().map(Benchmark.Line::number).toList();
        return control.number(benchmark.id()).map(numbers::indexOf).orElse(Integer.MAX_VALUE);
    }

    private String fixture(ControlDescription control) {
        return String.join(
                ", ",
                new TreeSet<>(proofs.of(control.id()).verdicts())
                        .stream()
                                .map(verdict -> switch (verdict) {
                                    case VIOLATED -> "violated";
                                    case COMPLIANT -> "compliant";
                                    case INCONCLUSIVE -> "not read";
                                    case NOT_APPLICABLE -> "not applicable";
                                    case NEEDS_REVIEW -> "review";
                                    case WAIVED -> "waived";
                                    case BROKEN -> throw new IllegalStateException("a proof shows a broken control");
                                })
                                .toList());
    }
}
