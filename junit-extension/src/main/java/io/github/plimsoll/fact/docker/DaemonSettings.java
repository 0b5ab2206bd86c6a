package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.GoBoolean;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings that the daemon runs with and its API does not tell: from the command line of its process, else from its
 * configuration file.
 *
 * <p>The daemon refuses to start if a setting stands in both, so one is as good as the other. But the file says what the daemon
 * runs with only if nobody wrote to it since the daemon read it.
 */
final class DaemonSettings {

    /** The start of a process is only known to about a second; a file put in place just before must not look newer. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    /** A daemon without a file keeps a key beside it, which it may write a while after its start. */
    private static final Duration BUSY_START = Duration.ofMinutes(1);

    private final Reading process;
    private final Reading file;

    DaemonSettings(Reading reading) {
        this.process = reading.document(DockerDocuments.DAEMON_PROCESS);
        this.file = reading.document(DockerDocuments.DAEMON_CONFIG);
    }

    boolean flag(String key, boolean effectiveDefault) {
        List<String> given = onCommandLine(key);
        return given.isEmpty() ? inFile(key).asBoolean(effectiveDefault) : parse(key, last(given));
    }

    String text(String key, String effectiveDefault) {
        List<String> given = onCommandLine(key);
        return given.isEmpty() ? inFile(key).asText(effectiveDefault) : last(given);
    }

    /** Whether the file was changed after the daemon read it, as it does when it starts. */
    boolean isFileNewer() {
        return wasStartedBefore(file, "modifiedAt");
    }

    /** Whether the daemon was started before a time that stands somewhere, and not just after it. */
    boolean wasStartedBefore(Reading where, String time) {
        return instant(where, time).isAfter(instant(process, "startedAt").plus(CLOCK_SLACK));
    }

    /** As {@link #flag}, by the file as it is now. */
    boolean flagAsWritten(String key, boolean effectiveDefault) {
        List<String> given = onCommandLine(key);
        return given.isEmpty() ? file.value("content." + key).asBoolean(effectiveDefault) : parse(key, last(given));
    }

    /** As {@link #texts}, by the file as it is now. */
    List<String> textsAsWritten(String key) {
        List<String> given = onCommandLine(key);
        return given.isEmpty() ? file.value("content." + key).asTexts() : given;
    }

    /** As {@link #text}, by the file as it is now: for what tells where to look, and is decided by what is found there. */
    String textAsWritten(String key, String effectiveDefault) {
        List<String> given = onCommandLine(key);
        return given.isEmpty() ? file.value("content." + key).asText(effectiveDefault) : last(given);
    }

    List<String> texts(String key) {
        List<String> given = onCommandLine(key);
        return given.isEmpty() ? inFile(key).asTexts() : given;
    }

    /** A setting of {@code name=value} pairs. */
    Map<String, String> pairs(String key) {
        List<String> given = onCommandLine(key);
        return given.isEmpty() ? inFile(key).asTextMap() : pairs(given);
    }

    /** The hard limit of each default ulimit; -1 is unlimited. */
    Map<String, Long> hardLimits() {
        String key = "default-ulimits";
        Map<String, Long> limits = new LinkedHashMap<>();
        List<String> given = onCommandLine(key);
        if (given.isEmpty()) {
            for (String name : inFile(key).keys()) {
                limits.put(name, inFile(key + ".\"" + name + "\".Hard").requiredLong());
            }
        } else {
            pairs(given).forEach((name, limit) -> limits.put(name, hardLimit(name, limit)));
        }
        return limits;
    }

    /** Whether the setting stands on the command line. */
    boolean isOnCommandLine(String key) {
        return !onCommandLine(key).isEmpty();
    }

    private List<String> onCommandLine(String key) {
        List<String> words = process.value("args").asTexts();
        if (words.isEmpty()) {
            throw new Unreadable("the command line of the daemon's process is not known");
        }
        String program = words.get(0);
        if (!program.substring(program.lastIndexOf('/') + 1).contains("dockerd")) {
            throw new Unreadable("the daemon's socket is served by " + program + ", which is not dockerd");
        }
        return DaemonArguments.parse(words).getOrDefault(key, List.of());
    }

    private Value inFile(String path) {
        if (file.value("exists").requiredBoolean()) {
            if (isFileNewer()) {
                throw new Unreadable(file.value("path").asText("the daemon's configuration file")
                        + " was changed after the daemon started, or given another owner or mode, so it does not tell what the daemon runs with;"
                        + " restart the daemon and look again");
            }
        } else if (mayHaveBeenRemoved()) {
            throw new Unreadable("there is no " + file.value("path").asText("configuration file of the daemon")
                    + " now, but there may have been one when the daemon started; restart the daemon and look again");
        }
        return file.value("content." + path);
    }

    /** A daemon does not start without the file it was told to read, and a file that is taken away leaves its mark on the directory. */
    private boolean mayHaveBeenRemoved() {
        return isOnCommandLine("config-file")
                || (file.value("directoryModifiedAt").isPresent()
                        && instant(file, "directoryModifiedAt")
                                .isAfter(instant(process, "startedAt").plus(BUSY_START)));
    }

    private static Instant instant(Reading reading, String path) {
        String text = reading.value(path).requiredText();
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Unreadable(path + " is not a time: " + text);
        }
    }

    private static boolean parse(String key, String value) {
        return GoBoolean.parse(value)
                .orElseThrow(() -> new Unreadable("--" + key + " of the daemon is neither true nor false: " + value));
    }

    private static Map<String, String> pairs(List<String> words) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words) {
            String[] pair = word.split("=", 2);
            pairs.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return pairs;
    }

    /** Parses {@code SOFT:HARD}, or one number for both. */
    private static long hardLimit(String name, String limit) {
        try {
            return Long.parseLong(limit.substring(limit.indexOf(':') + 1));
        } catch (NumberFormatException e) {
            throw new Unreadable("the default ulimit " + name + " of the daemon is not a number: " + limit);
        }
    }

    private static String last(List<String> values) {
        return values.get(values.size() - 1);
    }
}
