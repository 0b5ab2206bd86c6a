package io.github.plimsoll.target.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds credentials in text by their shape: keys in PEM and tokens that say of what service they are. What only looks secret by
 * the words around it is not taken for one here; whole file systems pass, and their manuals are full of such words.
 */
final class Secrets {

    /**
     * A credential.
     *
     * @param detector what gave it away
     * @param secret itself, to be digested and forgotten; empty where it is not known
     */
    record Found(String detector, String secret) {}

    private static final int WINDOW = 400;
    private static final int MOST = 20;

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9]{1,10} ){0,2}PRIVATE KEY( BLOCK)?-----");
    /** So much of a key that no placeholder has it, whatever stands between: line ends, written out or not, and headers. */
    private static final Pattern KEY_BODY = Pattern.compile("[A-Za-z0-9+/=]{40}");

    private static final List<Shape> SHAPES = List.of(
            new Shape("AWS access key", "AKIA", "AKIA[0-9A-Z]{16}\\b"),
            new Shape("AWS access key", "ASIA", "ASIA[0-9A-Z]{16}\\b"),
            new Shape("GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", "gh[pousr]_[A-Za-z0-9]{36}\\b"),
            new Shape("GitHub token", "github_pat_", "github_pat_[A-Za-z0-9_]{60,90}"),
            new Shape("GitLab token", "glpat-", "glpat-[\\w-]{20,60}"),
            new Shape("Docker Hub token", "dckr_", "dckr_[po]at_[\\w-]{20,60}"),
            new Shape("Slack token", "xoxa xoxb xoxp xoxr xoxs", "xox[abprs]-\\d{6,15}-[A-Za-z0-9-]{10,200}"),
            new Shape("Stripe key", "sk_live_", "sk_live_[A-Za-z0-9]{20,100}"),
            new Shape("Stripe key", "rk_live_", "rk_live_[A-Za-z0-9]{20,100}"),
            new Shape("npm token", "npm_", "npm_[A-Za-z0-9]{36}\\b"),
            new Shape("PyPI token", "pypi-", "pypi-AgEIcHlwaS5vcmc[\\w-]{50,200}"),
            new Shape("Google API key", "AIza", "AIza[\\w-]{35}\\b"),
            new Shape("Vault token", "hvs.", "hvs\\.[\\w-]{24,200}"),
            new Shape("Vault token", "hvb.", "hvb\\.[\\w-]{24,300}"),
            new Shape("swarm join token", "SWMTKN-", "SWMTKN-1-[a-z0-9]{40,60}-[a-z0-9]{20,30}"),
            new Shape("swarm unlock key", "SWMKEY-", "SWMKEY-1-[A-Za-z0-9+/]{40,60}"),
            new Shape("age key", "AGE-SECRET-KEY-", "AGE-SECRET-KEY-1[0-9A-Z]{58}"),
            new Shape("DigitalOcean token", "dop_v1_", "dop_v1_[a-f0-9]{64}"),
            new Shape("Shopify token", "shpat_", "shpat_[a-fA-F0-9]{32}"),
            new Shape("Anthropic key", "sk-ant-", "sk-ant-[\\w-]{40,200}"));

    private record Shape(String detector, List<String> beginnings, Pattern pattern) {

        Shape(String detector, String beginnings, String regex) {
            this(detector, List.of(beginnings.split(" ")), Pattern.compile(regex));
        }
    }

    private static final String DASHES = "-----";

    /** Every third pair of bytes is looked at; the beginning of whatever is sought has three, so that one of them is met. */
    private static final int STEP = 3;

    /** Whether two bytes stand among the first four of anything that is sought. */
    private final boolean[] within = new boolean[1 << 16];

    /** Whether anything sought begins with two bytes. */
    private final boolean[] begins = new boolean[1 << 16];

    Secrets() {
        expect(DASHES);
        SHAPES.forEach(shape -> shape.beginnings().forEach(this::expect));
    }

    private void expect(String beginning) {
        begins[pair(beginning.charAt(0), beginning.charAt(1))] = true;
        for (int i = 0; i < STEP; i++) {
            within[pair(beginning.charAt(i), beginning.charAt(i + 1))] = true;
        }
    }

    private static int pair(int first, int second) {
        return ((first & 0xff) << 8) | (second & 0xff);
    }

    /** The credentials in the beginning of an array. */
    List<Found> in(byte[] text, int length) {
        List<Found> found = new ArrayList<>();
        for (int i = STEP - 1; i + 1 < length && found.size() < MOST; i += STEP) {
            if (within[pair(text[i], text[i + 1])]) {
                for (int at = i + 1 - STEP; at <= i; at++) {
                    if (begins[pair(text[at], text[at + 1])]) {
                        credential(text, at, length, found);
                    }
                }
            }
        }
        return found;
    }

    private static void credential(byte[] text, int at, int length, List<Found> found) {
        if (text[at] == '-') {
            key(text, at, length, found);
        } else if (at == 0 || !isWord(text[at - 1])) {
            token(text, at, length, found);
        }
    }

    private static boolean isWord(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '_';
    }

    private static void key(byte[] text, int at, int length, List<Found> found) {
        if (length - at < 30 || text[at + 1] != '-' || text[at + 5] != 'B' || text[at + 10] != ' ') {
            return;
        }
        Matcher header = PRIVATE_KEY.matcher(window(text, at, length, 64));
        if (!header.lookingAt()) {
            return;
        }
        Matcher body = KEY_BODY.matcher(window(text, at + header.end(), length, WINDOW));
        if (body.find()) {
            String kind = header.group(2) != null ? "PGP private key" : "private key";
            found.add(new Found(kind, body.group()));
        }
    }

    private static void token(byte[] text, int at, int length, List<Found> found) {
        for (Shape shape : SHAPES) {
            if (shape.beginnings().stream().anyMatch(beginning -> startsWith(text, at, length, beginning))) {
                Matcher matcher = shape.pattern().matcher(window(text, at, length, WINDOW));
                if (matcher.lookingAt() && !isPlaceholder(matcher.group())) {
                    found.add(new Found(shape.detector(), matcher.group()));
                    return;
                }
            }
        }
    }

    /** Manuals show tokens that nobody ever had. */
    static boolean isPlaceholder(String token) {
        String upper = token.toUpperCase(java.util.Locale.ROOT);
        return upper.contains("EXAMPLE")
                || upper.contains("XXXX")
                || upper.contains("0000000000")
                || upper.contains("1234567890")
                || upper.chars().distinct().count() < 8;
    }

    private static boolean startsWith(byte[] text, int at, int length, String beginning) {
        if (length - at < beginning.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (text[at + i] != beginning.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String window(byte[] text, int at, int length, int size) {
        return new String(text, at, Math.min(size, length - at), StandardCharsets.ISO_8859_1);
    }
}
