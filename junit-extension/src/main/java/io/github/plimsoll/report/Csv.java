package io.github.plimsoll.report;

import java.io.IOException;
import java.util.List;

/** Writes rows of comma-separated values (RFC 4180) that a spreadsheet opens as text and never as formulas. */
public final class Csv {

    private final Appendable out;

    public Csv(Appendable out) {
        this.out = out;
    }

    public Csv row(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        out.append("\r\n");
        return this;
    }

    /** Every cell is quoted; one that a spreadsheet might take for a formula gets the apostrophe that marks text there. */
    private static String cell(String text) {
        String plain = Text.plain(text);
        String marked = !plain.isEmpty()
                        && "=+-@".indexOf(plain.stripLeading().concat(" ").charAt(0)) >= 0
                ? "'" + plain
                : plain;
        return '"' + marked.replace("\"", "\"\"") + '"';
    }
}
