package io.github.plimsoll.report;

import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.attack.Cut;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The worst paths of an attacker on the console, and the changes that break most of them. */
final class AttackLines {

    private static final int WORST = 3;
    private static final int LINES = 3;
    private static final String INDENT = "     ";

    private final PrintStream out;
    private final Ink ink;
    private final int width;

    AttackLines(PrintStream out, Ink ink, int width) {
        this.out = out;
        this.ink = ink;
        this.width = width;
    }

    /** Prints nothing where there is nothing to say, so that a platform that knows no steps claims nothing. */
    void print(AttackPaths attack) {
        if (attack.paths().isEmpty() && attack.unreached().isEmpty()) {
            return;
        }
        out.println();
        out.println(ink.bold(AttackWords.title(attack)));
        List<AttackPath> paths = attack.paths();
        for (int i = 0; i < Math.min(WORST, paths.size()); i++) {
            List<String> lines = wrapped(paths.get(i).sentence());
            String number = "  " + (i + 1) + "  ";
            out.println(paths.get(i).isCertain() ? ink.bad(number + lines.get(0)) : number + lines.get(0));
            lines.stream().skip(1).forEach(line -> out.println(INDENT + line));
            paths.get(i).doubts().stream()
                    .limit(1)
                    .forEach(doubt -> out.println(ink.faint(ink.clip(INDENT + "could not look: " + doubt, width))));
        }
        if (paths.size() > WORST) {
            out.println(ink.faint(INDENT + "and " + (paths.size() - WORST) + " more, see results.json"));
        }
        if (!attack.unreached().isEmpty()) {
            out.println(ink.clip("  -  " + AttackWords.unreached(attack), width));
        }
        for (Cut cut : attack.cuts()) {
            out.println(ink.clip("  Cut  " + AttackWords.of(cut), width));
        }
    }

    private List<String> wrapped(String sentence) {
        List<String> lines = new ArrayList<>();
        String rest = ink.plain(sentence);
        int room = width - INDENT.length();
        while (rest.length() > room && lines.size() < LINES - 1) {
            int end = rest.lastIndexOf(' ', room);
            end = end < room / 2 ? room : end;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(ink.clip(rest, room));
        return lines;
    }
}
