package io.github.plimsoll.report;

import io.github.plimsoll.judge.Verdict;
import java.util.Locale;

/** What verdicts and figures are called in every report. */
public final class Words {

    private Words() {}

    /** The verdict for a person, for example {@code Needs review}. */
    public static String of(Verdict verdict) {
        return switch (verdict) {
            case BROKEN -> "Broken control";
            case VIOLATED -> "Violated";
            case INCONCLUSIVE -> "Could not be assessed";
            case NEEDS_REVIEW -> "Needs review";
            case WAIVED -> "Waived";
            case COMPLIANT -> "Compliant";
            case NOT_APPLICABLE -> "Not applicable";
        };
    }

    /** A STRIDE category for a person, for example {@code Denial of service}. */
    public static String ofCategory(String category) {
        String words = category.replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A ratio as whole percent; rounded down, so that only what is whole reads 100 %. */
    public static String percent(double ratio) {
        // The tiny addend makes up for 0.29 * 100 being 28.999999999999996.
        return String.format(Locale.ROOT, "%d %%", (int) Math.floor(ratio * 100 + 1e-9));
    }
}
