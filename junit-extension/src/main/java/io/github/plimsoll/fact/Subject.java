package io.github.plimsoll.fact;

/**
 * Something of a target that a control judges.
 *
 * <p>An accessor of a subject is one line: path, type, effective default. It returns a plain value, notes it as evidence, and
 * throws {@link Unreadable} when the value could not be collected.
 */
public abstract class Subject {

    private final Reading reading;

    protected Subject(Reading reading) {
        this.reading = reading;
    }

    /** Kind, path and part, for example {@code container/web › mount /data}. */
    public final String name() {
        return reading.subject();
    }

    /**
     * The condition the subject is in when that matters to whoever reads a finding, for example {@code exited}; else empty.
     *
     * <p>Not evidence: a control that reads nothing else has looked at nothing.
     */
    public String state() {
        return "";
    }

    /** The file and line in which its author wrote it, for example {@code k8s/web.yaml:12}; empty where no file is known. */
    public final String place() {
        return reading.place();
    }

    protected final Reading reading() {
        return reading;
    }

    /** The field at a dotted path of this subject's document. */
    protected final Value read(String path) {
        return reading.value(path);
    }

    @Override
    public final String toString() {
        return name();
    }
}
