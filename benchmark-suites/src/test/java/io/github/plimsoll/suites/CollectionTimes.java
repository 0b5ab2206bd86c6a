package io.github.plimsoll.suites;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.Targets;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many milliseconds a collection takes, once the virtual machine has compiled what there is to compile.
 *
 * @param judgeable until all that was asked of the API is there and judging begins; what else is looked at goes on beside it
 * @param complete until nothing is under way any more
 */
public record CollectionTimes(long judgeable, long complete) {

    public static final String HEADINGS = "curl | the same, warm | the same / curl | with all else, warm";

    private static final int WARM_UP = 25;
    private static final int RUNS = 7;

    /** The medians of several collections. */
    public static CollectionTimes of(String target) {
        for (int i = 0; i < WARM_UP; i++) {
            once(target);
        }
        long[] judgeable = new long[RUNS];
        long[] complete = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            CollectionTimes times = once(target);
            judgeable[i] = times.judgeable();
            complete[i] = times.complete();
        }
        Arrays.sort(judgeable);
        Arrays.sort(complete);
        return new CollectionTimes(judgeable[RUNS / 2], complete[RUNS / 2]);
    }

    private static CollectionTimes once(String target) {
        long started = System.nanoTime();
        try (Target opened = Targets.open(target, TargetOptions.ofThisMachine())) {
            Snapshot snapshot = opened.collect(Progress.silent());
            long judgeable = System.nanoTime() - started;
            snapshot.documents();
            return new CollectionTimes(judgeable / 1_000_000, (System.nanoTime() - started) / 1_000_000);
        }
    }

    /** Cells of a table under {@link #HEADINGS}. */
    public String cells(long curl) {
        return curl + " ms | " + judgeable + " ms | " + String.format(Locale.ROOT, "%.2f", (double) judgeable / curl)
                + " | " + complete + " ms";
    }
}
