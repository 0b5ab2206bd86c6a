package io.github.plimsoll.judge;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** The counts of an audit and the two figures that every report prints. */
public record Summary(
        int compliant, int violated, int inconclusive, int needsReview, int waived, int notApplicable, int broken) {

    public static Summary of(Collection<ControlResult> results) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        results.forEach(result -> counts.merge(result.verdict(), 1, Integer::sum));
        return new Summary(
                counts.getOrDefault(Verdict.COMPLIANT, 0),
                counts.getOrDefault(Verdict.VIOLATED, 0),
                counts.getOrDefault(Verdict.INCONCLUSIVE, 0),
                counts.getOrDefault(Verdict.NEEDS_REVIEW, 0),
                counts.getOrDefault(Verdict.WAIVED, 0),
                counts.getOrDefault(Verdict.NOT_APPLICABLE, 0),
                counts.getOrDefault(Verdict.BROKEN, 0));
    }

    /** Compliant of compliant, violated, inconclusive and broken, from 0 to 1; 0 if there is none. */
    public double score() {
        return ratio(compliant, compliant + violated + inconclusive + broken);
    }

    /** Judged of all but the not applicable, from 0 to 1; 0 if there is none. */
    public double coverage() {
        return ratio(compliant + violated + waived, total() - notApplicable);
    }

    public int total() {
        return compliant + violated + inconclusive + needsReview + waived + notApplicable + broken;
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
