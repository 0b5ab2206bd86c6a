package io.github.plimsoll.fact.attack;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.function.Function;

/**
 * What allows a step, and is so or could not be told.
 *
 * @param words for example {@code published on 0.0.0.0:8080}; hostile text
 * @param fixes the changes each of which undoes it, the simplest first; none if nothing does
 * @param evidence what was read
 * @param unreadable why it could not be told whether it is so; empty if it is so
 */
public record Condition(String words, List<Fix> fixes, List<Evidence> evidence, String unreadable) {

    public Condition {
        fixes = List.copyOf(fixes);
        evidence = List.copyOf(evidence);
    }

    /** Looks at something of a target, and notes with the recorder what it reads. */
    @FunctionalInterface
    public interface Look {

        /**
         * What there is to say, once for each time that the condition holds; none if it does not.
         *
         * @throws Unreadable if that cannot be told
         */
        List<String> with(Recorder recorder);
    }

    /**
     * Looks how often a condition holds.
     *
     * @param otherwise what to call it where that cannot be told
     * @param fixes what undoes it, by what was said of it
     * @return one for each time, none if it does not hold; what could not be told is never left out
     */
    public static List<Condition> observed(String otherwise, Function<String, List<Fix>> fixes, Look look) {
        Recorder recorder = new Recorder();
        try {
            return look.with(recorder).stream()
                    .map(words -> new Condition(words, fixes.apply(words), recorder.evidence(), ""))
                    .toList();
        } catch (Unreadable e) {
            return List.of(new Condition(otherwise, fixes.apply(otherwise), recorder.evidence(), e.reason()));
        } catch (Absent e) {
            // What is decided elsewhere may be decided either way.
            return List.of(new Condition(otherwise, fixes.apply(otherwise), recorder.evidence(), e.reason()));
        }
    }

    /** A condition that holds by what its step is, and which nothing undoes. */
    public static Condition given(String words) {
        return new Condition(words, List.of(), List.of(), "");
    }

    public boolean isCertain() {
        return unreadable.isEmpty();
    }
}
