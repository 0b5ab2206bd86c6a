package io.github.plimsoll.target.yaml;

/** A text is no YAML, or more of it than anybody means; the message is one line without what stands in the text. */
public final class BadYaml extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line counted from 1 */
    BadYaml(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
