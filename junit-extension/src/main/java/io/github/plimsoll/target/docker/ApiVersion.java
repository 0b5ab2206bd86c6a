package io.github.plimsoll.target.docker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the Engine API, for example 1.41. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    /** Asks without a version, as an engine wants it that has not said which it speaks. */
    static final ApiVersion NONE = new ApiVersion(0, 0);

    /** The newest version whose documents this program was tried with. */
    static final ApiVersion NEWEST_KNOWN = new ApiVersion(1, 51);

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** Reads {@code 1.41}; {@link #NONE} for anything else. */
    static ApiVersion of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : NONE;
    }

    /** The version to speak with an engine that takes from {@code oldest} to {@code newest}. */
    static ApiVersion between(ApiVersion oldest, ApiVersion newest) {
        ApiVersion wanted = newest.compareTo(NEWEST_KNOWN) < 0 ? newest : NEWEST_KNOWN;
        return wanted.compareTo(oldest) < 0 ? oldest : wanted;
    }

    /** What stands before each path. */
    String prefix() {
        return equals(NONE) ? "" : "/v" + this;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
