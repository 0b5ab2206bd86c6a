package io.github.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.docker.live.LiveGaps;
import io.github.plimsoll.suites.docker.live.LiveProofs;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page that says what each control was shown on is made from the proofs, and from what live tests saw. */
class ProofPageTests {

    private static final List<Verdict> SIDES = List.of(Verdict.VIOLATED, Verdict.COMPLIANT);

    private final ShownProofs proofs = ShownProofs.run();
    private final LiveProofs live = LiveProofs.committed();
    private final LiveGaps gaps = LiveGaps.committed();

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

    /** Both sides of each control were seen on an engine or a cluster, or it is said why not; and nothing is said of what was seen. */
    @Test
    void what_was_not_seen_live_has_a_reason() {
        Set<String> unexplained = new TreeSet<>();
        Set<String> needless = new TreeSet<>(gaps.all());
        for (ControlDescription control : ShippedControls.descriptions()) {
            for (Verdict side : SIDES) {
                if (isMissing(control, side)) {
                    needless.remove(LiveGaps.key(control.id(), side));
                    if (whyMissing(control, side).isEmpty()) {
                        unexplained.add(LiveGaps.key(control.id(), side));
                    }
                }
            }
        }
        assertThat(unexplained).as("neither seen live nor in live-gaps.tsv").isEmpty();
        assertThat(needless)
                .as("in live-gaps.tsv, and seen live or not to be shown")
                .isEmpty();
    }

    private boolean isMissing(ControlDescription control, Verdict side) {
        return live.engines(control.id(), side).isEmpty()
                && proofs.of(control.id()).verdicts().contains(side);
    }

    private Optional<String> whyMissing(ControlDescription control, Verdict side) {
        if (!live.engines(control.id(), side).isEmpty()) {
            return Optional.empty();
        }
        return proofs.of(control.id()).verdicts().contains(side)
                ? gaps.reason(control.id(), side)
                : Optional.of(
                        side == Verdict.VIOLATED
                                ? "it asks a person, and nothing that can be read violates it"
                                : "where nothing speaks against it, a person has the last word");
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                # What each control was shown

                Fixture: the verdicts that the control was shown to give on made-up targets; a build without a violating and a satisfying
                one fails. Live: the engines, and the versions of Kubernetes, on which a test planted or set up the state and saw that verdict; 29.99 is what an
                engine built from moby 2.0.0-beta.24 calls itself. What is empty there has a reason below its table. A test writes down what it asserted and saw, and a CI run on one of
                these fails if this page claims more than was seen there (`.ci/live`). This page is made by `ProofPageTests`.
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
            page.append(missing(platform, benchmark));
        }
        return page.toString();
    }

    private String missing(String platform, Benchmark benchmark) {
        StringBuilder list = new StringBuilder();
        ShippedControls.descriptions().stream()
                .filter(control -> control.platform().equals(platform))
                .sorted(Comparator.comparing(control -> place(benchmark, control)))
                .forEach(control -> SIDES.forEach(side -> whyMissing(control, side)
                        .ifPresent(reason -> list.append("- [%s](controls/%s.md), %s: %s.\n"
                                .formatted(
                                        control.title(),
                                        control.id(),
                                        side == Verdict.VIOLATED ? "violating" : "compliant",
                                        reason)))));
        return list.isEmpty() ? "" : "\nNot seen live, and why:\n\n" + list;
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
