package io.github.plimsoll.report;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Lines of Markdown up to the size that a job summary may have; beyond it they are counted, not cut through. */
final class MarkdownPage {

    /** GitHub drops a step's summary above 1 MiB whole; a fifth of that leaves room for other steps. */
    static final int LARGEST = 200_000;

    private static final Pattern MARKUP = Pattern.compile("[&\\\\`*_\\[\\]|<>~$!^]");
    private static final int ROOM_FOR_LAST_LINE = 100;

    private final StringBuilder lines = new StringBuilder();
    private int bytes;
    private int leftOut;

    void line(String line) {
        int size = line.getBytes(StandardCharsets.UTF_8).length + 1;
        if (leftOut > 0 || bytes + size > LARGEST - ROOM_FOR_LAST_LINE) {
            leftOut++;
        } else {
            bytes += size;
            lines.append(line).append('\n');
        }
    }

    /** The text so that Markdown shows it as it is: no markup, no HTML, no table cell, no link, no mention. */
    static String escaped(String plain) {
        return MARKUP.matcher(plain)
                .replaceAll(match -> "&#" + (int) match.group().charAt(0) + ";")
                .replace("://", "&#58;//")
                .replace("www.", "www&#46;")
                .replace("@", "&#64;&#8203;");
    }

    @Override
    public String toString() {
        return leftOut == 0
                ? lines.toString()
                : lines + "\n" + leftOut + " more lines are left out, see results.json.\n";
    }
}
