package io.github.plimsoll.report;

import io.github.plimsoll.control.Severity;
import io.github.plimsoll.judge.Summary;

/** How text looks on a console: coloured or plain, with or without characters beyond ASCII; and always harmless. */
final class Ink {

    /** What a figure means to the reader. */
    enum Tone {
        GOOD("32"),
        BAD("31"),
        DOUBTFUL("33"),
        NEUTRAL("0");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    private final boolean coloured;
    private final boolean unicode;

    Ink(boolean coloured, boolean unicode) {
        this.coloured = coloured;
        this.unicode = unicode;
    }

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String warning(String text) {
        return paint(Tone.DOUBTFUL.code, text);
    }

    String severity(String text, Severity severity) {
        return paint(
                switch (severity) {
                    case CRITICAL -> "1;31";
                    case HIGH -> "31";
                    case MEDIUM -> "33";
                    case LOW -> "36";
                },
                text);
    }

    String bad(String text) {
        return paint(Tone.BAD.code, text);
    }

    /** A figure flush right; zero is faint, so that the others stand out. */
    String count(int count, int width, Tone tone) {
        String text = " ".repeat(Math.max(0, width - Integer.toString(count).length())) + count;
        return count == 0 ? faint(text) : paint(tone.code, text);
    }

    /** The shares of what holds and what does not, of all that applies. */
    String bar(Summary summary, int width) {
        int applies = summary.total() - summary.notApplicable();
        int good = applies == 0 ? 0 : Math.round((float) width * summary.compliant() / applies);
        int bad = applies == 0 ? 0 : Math.min(width - good, Math.round((float) width * summary.violated() / applies));
        return paint(Tone.GOOD.code, (unicode ? "█" : "#").repeat(good))
                + paint(Tone.BAD.code, (unicode ? "█" : "x").repeat(bad))
                + faint((unicode ? "░" : ".").repeat(width - good - bad));
    }

    /** Text from the target on one line of at most {@code width} characters. */
    String clip(String text, int width) {
        String clean = plain(text);
        return clean.length() <= width ? clean : clean.substring(0, width - 3) + "...";
    }

    /** Text from the target without what a terminal would obey, and without what it cannot show. */
    String plain(String text) {
        String clean = Text.plain(text);
        return unicode ? clean : clean.replace('›', '>').replaceAll("[^\\x20-\\x7e]", "?");
    }

    private String paint(String code, String text) {
        return coloured && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
