package io.github.plimsoll.target.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a text sets, line by line: {@code NAME=VALUE}, {@code name: value} or {@code "name": "value"}, whatever language it is in, and
 * whether it still is of any. Lines that are commented out count, for whoever reads the file reads them too.
 */
final class Settings {

    private static final int MOST = 2000;

    private static final Pattern LINE = Pattern.compile(
            "^[\\s#-]{0,200}(?:export\\s{1,20})?[\"']?([A-Za-z_][\\w.-]{0,200})[\"']?\\s{0,20}[:=]\\s{0,20}(.{1,4096})$");

    /** What is filled in from elsewhere; of {@code ${NAME:-default}} the default stands in the file. */
    private static final Pattern FILLED_IN = Pattern.compile("\\$\\$?(?:\\{\\w+(?::?[-+]([^{}]*)|:?\\?[^{}]*)?}|\\w+)");

    private static final Pattern NOTHING = Pattern.compile("(?i)(true|false|yes|no|on|off|null|none|~)?[\\s‹]*");

    private static final String KEY = "PRIVATE KEY-----";

    private Settings() {}

    static Map<String, String> in(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        text.lines().flatMap(Settings::parts).forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (settings.size() < MOST && matcher.matches()) {
                String value = own(matcher.group(2));
                if (!NOTHING.matcher(value).matches()) {
                    settings.putIfAbsent(matcher.group(1), value);
                }
            }
        });
        if (text.contains(KEY)) {
            settings.put("key", text.substring(Math.max(0, text.indexOf("-----BEGIN"))));
        }
        return settings;
    }

    /** JSON and the like may have all in one line. */
    private static Stream<String> parts(String line) {
        return line.stripLeading().startsWith("{") ? Stream.of(line.split("[{},]")) : Stream.of(line);
    }

    /** Without what is filled in, quotes around it, and a comma or a comment behind it. */
    private static String own(String value) {
        String own = FILLED_IN.matcher(value).replaceAll(match -> {
            String otherwise = match.group(1);
            return Matcher.quoteReplacement(otherwise == null ? "‹" : otherwise);
        });
        return own.strip()
                .replaceFirst("\\s#.*$", "")
                .replaceFirst(",$", "")
                .replaceFirst("^([\"'])(.*)\\1$", "$2")
                .replaceFirst("^‹+", "")
                .strip();
    }
}
