package io.github.plimsoll.suites.flaw;

import io.github.plimsoll.fact.Unreadable;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a release, to be compared with others; what distributions write behind it makes no difference.
 *
 * @param stage 0 for alpha, 1 beta, 2 release candidate, 3 the release itself
 * @param step which of the alphas, betas or candidates
 */
record Release(long major, long minor, long patch, int stage, long step) implements Comparable<Release> {

    private static final Pattern NUMBER = Pattern.compile(
            "(?:\\d+:)?v?(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?(?:[-~](alpha|beta|tp|rc)[.-]?(\\d{1,9}))?.*");

    private static final Comparator<Release> ORDER = Comparator.comparingLong(Release::major)
            .thenComparingLong(Release::minor)
            .thenComparingLong(Release::patch)
            .thenComparingInt(Release::stage)
            .thenComparingLong(Release::step);

    /** @throws Unreadable if it is no number of a release, such as {@code dev} */
    static Release parse(String version) {
        Matcher number = NUMBER.matcher(version);
        if (!number.matches()) {
            throw new Unreadable("the version '" + version + "' does not tell which release it is");
        }
        String stage = number.group(4);
        return new Release(
                Long.parseLong(number.group(1)),
                Long.parseLong(number.group(2)),
                number.group(3) == null ? 0 : Long.parseLong(number.group(3)),
                stage == null ? 3 : stage.equals("alpha") ? 0 : stage.equals("rc") ? 2 : 1,
                stage == null ? 0 : Long.parseLong(number.group(5)));
    }

    /** Whether it is of a branch: {@code 1.7} or {@code 28}. */
    boolean isOf(String branch) {
        return branch.equals(Long.toString(major)) || branch.equals(major + "." + minor);
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }
}
