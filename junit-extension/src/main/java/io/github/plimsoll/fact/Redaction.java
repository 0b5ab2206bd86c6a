package io.github.plimsoll.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in the place of a text that does not enter a snapshot.
 *
 * @param hash shows where the same text stands again
 * @param kind the kind of place it stood in, for example {@code env}, and what it was found to hold
 */
public record Redaction(int length, String hash, String kind) {

    /** What shows by its shape to be a secret, whatever it is called. */
    public static final String PRIVATE_KEY = "private key";

    public static final String URL_PASSWORD = "password in a url";
    public static final String JWT = "jwt";
    public static final String TOKEN = "token";
    public static final String AUTHORIZATION = "authorization";
    public static final String PASSWORD = "password";

    /** What was not looked through, so that nothing can be said of it. */
    public static final String UNSEARCHED = "too long to search";

    /** What will stand there is decided by a variable that is not set here. */
    public static final Redaction UNSET = new Redaction(0, "0", "not set here");

    private static final Set<String> SECRETS = Set.of(PRIVATE_KEY, URL_PASSWORD, JWT, TOKEN, AUTHORIZATION, PASSWORD);
    private static final Pattern SWITCH = Pattern.compile("true|false|yes|no|on|off", Pattern.CASE_INSENSITIVE);
    private static final Pattern WRITTEN =
            Pattern.compile("‹redacted: (\\d{1,9}) chars, sha256 salted (\\w{1,64}), ([^›]{1,200})›");

    /** Whether a text stands for a redacted one. */
    public static boolean isAt(String text) {
        return text.startsWith("‹redacted: ");
    }

    /** Whether a text says no more than that something is on or off, which is nobody's secret wherever it stands. */
    public static boolean isSwitch(String text) {
        return SWITCH.matcher(text).matches();
    }

    /** Those in a text of a snapshot. */
    public static List<Redaction> in(String text) {
        List<Redaction> found = new ArrayList<>();
        Matcher matcher = WRITTEN.matcher(text);
        while (matcher.find()) {
            found.add(new Redaction(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)));
        }
        return found;
    }

    /** The secrets that it was found to hold, for example {@code jwt}; none if it merely stood where secrets may. */
    public List<String> secrets() {
        return List.of(kind.split(", ")).stream().filter(SECRETS::contains).toList();
    }

    public boolean wasSearched() {
        return !kind.contains(UNSEARCHED) && !kind.equals(UNSET.kind);
    }

    /** As it stands in a snapshot. */
    @Override
    public String toString() {
        return "‹redacted: " + length + " chars, sha256 salted " + hash + ", " + kind + "›";
    }
}
