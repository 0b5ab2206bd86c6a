package io.github.plimsoll.target.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line of a unit as systemd takes it apart: quotes, and variables as one word or as many. */
final class UnitCommand {

    private static final Pattern WORD = Pattern.compile("(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s\"']+))+");
    private static final Pattern PART = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s\"']+)");
    private static final Pattern ALONE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern BRACED = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private UnitCommand() {}

    /** @param variables what the unit puts into the environment */
    static List<String> words(String line, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        for (String word : split(line.replaceFirst("^[@:+!|-]+", ""))) {
            Matcher alone = ALONE.matcher(word);
            if (alone.matches()) {
                words.addAll(split(variables.getOrDefault(alone.group(1), "")));
            } else {
                words.add(BRACED.matcher(word)
                        .replaceAll(match -> Matcher.quoteReplacement(variables.getOrDefault(match.group(1), "")))
                        .replace("$$", "$")
                        .replace("%%", "%"));
            }
        }
        return words;
    }

    /** The words of a text, quotes taken off. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            StringBuilder bare = new StringBuilder();
            Matcher part = PART.matcher(word.group());
            while (part.find()) {
                bare.append(
                        part.group(1) != null
                                ? part.group(1).replaceAll("\\\\(.)", "$1")
                                : part.group(2) != null ? part.group(2) : part.group(3));
            }
            words.add(bare.toString());
        }
        return words;
    }
}
