package io.github.plimsoll.target;

import io.github.plimsoll.fact.Redaction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shape by which a secret is known wherever it stands. A match loses its group {@code secret}; the rest of the text stays.
 *
 * <p>Thousands of texts pass here for one snapshot, so each shape has a cheap test for texts that cannot match.
 */
final class Detector {

    // Every repetition is bounded: the texts are the target's, and so may be made to keep a pattern busy.
    private static final String WORD =
            "(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)";
    /** Every word contains one of them. */
    private static final List<String> WORD_STEMS = List.of("pass", "pwd", "secret", "token", "key", "credential");

    private static final List<String> AUTHORIZATION_STEMS = List.of("authorization", "bearer", "basic");
    private static final String VALUE = "(?:[\"'](?<secret>[^\"'‹]{1,4096})|(?<bare>[^\\s\"'&,;‹]+))";
    private static final List<String> TOKEN_BEGINNINGS = List.of(
            "gh", "glpat-", "dckr_", "xox", "k_live_", "sk-", "npm_", "pypi-", "hvs.", "hvb.", "SWM", "AGE-", "shpat_",
            "dop_v1_", "AKIA", "ASIA", "AIza");
    private static final String PLACE_OF_SECRET = "place of a secret";
    private static final Pattern SECRET_NAME = Pattern.compile("(?i)" + WORD);

    private static final List<Detector> ALL = List.of(
            new Detector(
                    Redaction.PRIVATE_KEY,
                    "(?s)-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----(?<secret>.*?)(?=-----END|$)",
                    text -> text.contains("PRIVATE KEY")),
            new Detector(
                    Redaction.URL_PASSWORD,
                    "://(?<secret>[^\\s/\"'@‹:]{0,256}:[^\\s/\"'@‹]{1,512}(?:@[^\\s/\"'@]{0,512}){0,4})@",
                    text -> has(text, '@') && text.contains("://")),
            new Detector(
                    "user of a url",
                    "://(?<secret>[^\\s/\"'@‹]{1,512}(?:@[^\\s/\"'@]{0,512}){0,4})@",
                    text -> has(text, '@') && text.contains("://")),
            new Detector(
                    Redaction.JWT,
                    "(?<secret>eyJ[\\w-]{8,512}\\.[\\w-]{8,4096}(?:\\.[\\w-]{0,4096})?)",
                    text -> text.contains("eyJ")),
            new Detector(
                    Redaction.TOKEN,
                    "(?<secret>\\b(?:gh[pousr]_|github_pat_|glpat-|dckr_[po]at_|xox[abprs]-|[sr]k_live_|sk-|npm_|pypi-|hv[sb]\\.|SWMTKN-|SWMKEY-"
                            + "|AGE-SECRET-KEY-|shpat_|dop_v1_)[\\w./-]{10,512}|\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b|\\bAIza[\\w-]{30,60})",
                    text -> TOKEN_BEGINNINGS.stream().anyMatch(text::contains)),
            new Detector(
                    Redaction.AUTHORIZATION,
                    "(?i)(?:authorization\\\\?[\"']?\\s{0,9}[:=]\\s{0,9}\\\\?[\"']?(?:(?:basic|bearer|token|digest)\\s{1,9})?"
                            + "|\\bbearer\\s{1,9}|\\bbasic\\s{1,9}(?=\\S{12}))(?<secret>[^\\s\"'‹]{6,})",
                    text -> names(text, AUTHORIZATION_STEMS) && (has(text, ' ') || has(text, ':') || has(text, '='))),

            // Where a secret lies is none itself, but the place is nobody's business either.
            new Detector(
                    PLACE_OF_SECRET,
                    "(?i)" + WORD + "[\\w.-]{0,40}(?:file|path|dir)[\"']?\\s{0,9}[=:]\\s{0,9}" + VALUE,
                    text -> (has(text, '=') || has(text, ':')) && names(text, WORD_STEMS)),
            new Detector(
                    PLACE_OF_SECRET,
                    "(?i)(?<!\\S)--?[\\w-]{0,40}" + WORD + "[\\w-]{0,40}(?:file|path|dir)\\s{1,9}" + VALUE,
                    text -> has(text, ' ') && has(text, '-') && names(text, WORD_STEMS)),

            // As mounts of shares name the file that a name and a password are in.
            new Detector(
                    PLACE_OF_SECRET,
                    "(?i)\\bcred(?:ential)?s?\\s{0,9}=\\s{0,9}(?<secret>/[^\\s\"'&,;‹]+)",
                    text -> has(text, '=') && has(text, '/') && text.contains("cred")),

            // A colon alone is no sign: vault-secrets:1.2 is an image and /run/token:/token a mount.
            new Detector(
                    Redaction.PASSWORD,
                    "(?i)" + WORD + "[\\w.-]{0,40}\\\\?[\"']?\\s{0,9}(?:=|:\\s{1,9}|(?<=[\"'])\\s{0,9}:)\\s{0,9}\\\\?"
                            + VALUE,
                    text -> (has(text, '=') || has(text, ':')) && names(text, WORD_STEMS)),
            new Detector(
                    Redaction.PASSWORD,
                    "(?i)(?<!\\S)--?[\\w-]{0,40}" + WORD + "[\\w-]{0,40}\\s{1,9}" + VALUE,
                    text -> has(text, ' ') && has(text, '-') && names(text, WORD_STEMS)),
            new Detector(
                    Redaction.PASSWORD,
                    "(?i)\\blogin\\b[^|;&\\n]{0,256}?\\s-p\\s{0,9}" + VALUE,
                    text -> text.contains(" -p") && text.contains("login")));

    private static final List<Detector> OF_KNOWN_SHAPE =
            ALL.stream().filter(detector -> !detector.goesByName()).toList();

    private final String label;
    private final Pattern pattern;
    private final Predicate<String> mayMatch;

    private Detector(String label, String regex, Predicate<String> mayMatch) {
        this.label = label;
        this.pattern = Pattern.compile(regex);
        this.mayMatch = mayMatch;
    }

    /** Whether whatever is called so is likely to be secret. */
    static boolean isSecretName(String name) {
        return name.length() > 2 && SECRET_NAME.matcher(name).find();
    }

    /** What the detectors find in a text. */
    static Set<String> labels(String text, Marker marker) {
        Set<String> labels = new LinkedHashSet<>();
        String rest = text;
        for (Detector detector : ALL) {
            if (detector.mayMatch.test(rest)) {
                String cleaned = detector.cleaned(rest, marker);
                if (!cleaned.equals(rest)) {
                    labels.add(detector.label);
                    rest = cleaned;
                }
            }
        }
        return labels;
    }

    /** The text without what any detector finds in it. */
    static String clean(String text, Marker marker) {
        return clean(text, marker, ALL);
    }

    /** The text without what is known by its own shape, whatever name stands before it. */
    static String cleanOfKnownShapes(String text, Marker marker) {
        return clean(text, marker, OF_KNOWN_SHAPE);
    }

    private static String clean(String text, Marker marker, List<Detector> detectors) {
        String cleaned = text;
        for (Detector detector : detectors) {
            if (detector.mayMatch.test(cleaned)) {
                cleaned = detector.cleaned(cleaned, marker);
            }
        }
        return cleaned;
    }

    private boolean goesByName() {
        return label.equals(Redaction.PASSWORD) || label.equals(PLACE_OF_SECRET);
    }

    private String cleaned(String text, Marker marker) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder();
        int kept = 0;
        do {
            String group = matcher.group("secret") == null ? "bare" : "secret";
            cleaned.append(text.substring(kept, matcher.start(group)))
                    .append(marker.replace(matcher.group(group), label));
            kept = matcher.end(group);
        } while (matcher.find());
        return cleaned.append(text.substring(kept)).toString();
    }

    /** Whether a text contains one of some words, in whatever case: many times faster than a pattern. */
    private static boolean names(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(String text, char wanted) {
        return text.indexOf(wanted) >= 0;
    }
}
