package io.github.plimsoll.fact.scan;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a scanner says of an image, or a list of what is in it.
 *
 * @param origin where it stands: a file, or an object of the cluster
 * @param scanner who says so; of one scanner the last word counts
 * @param at when it looked; empty if it does not say so in a way that can be understood
 * @param isForFlaws false of what says nothing about flaws, such as a list of contents
 * @param critical how many critical flaws it found; empty if that is not told
 */
public record ImageScan(
        String origin,
        String scanner,
        ImageIdentity image,
        Optional<Instant> at,
        boolean isForFlaws,
        OptionalLong critical) {

    @Override
    public String toString() {
        return origin
                + at.map(time -> " of " + time).orElse(" of no time")
                + (isForFlaws ? "" : ", which is no scan for flaws");
    }
}
