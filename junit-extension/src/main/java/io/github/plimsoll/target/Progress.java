package io.github.plimsoll.target;

/** Hears how far collection has come; called from several threads. */
@FunctionalInterface
public interface Progress {

    /** @param done of {@code total} requests known so far */
    void collected(int done, int total);

    /** Hears nothing. */
    static Progress silent() {
        return (done, total) -> {};
    }
}
