package io.github.plimsoll.suites;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.Targets;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * How many milliseconds a collection takes, once the virtual machine has compiled what there is to compile.
 *
 * @param curl what one {@code curl} process takes for the same documents
 * @param judgeable until all that was asked of the API is there and judging begins; what else is looked at goes on beside it
 * @param complete until nothing is under way any more
 */
public record CollectionTimes(long curl, long judgeable, long complete) {

    public static final String HEADINGS = "curl | the same, warm | the same / curl | with all else, warm";

    private static final int RUNS = 21;
    private static final int MOST_ROUNDS = 25;

    /** How much of the time of a round of collections the compiler may be at work in one that still counts as warm. */
    private static final double WARM = 0.1;

    /** The medians of several collections, and of as many runs of {@code curl} between them, for whatever disturbs one disturbs both. */
    public static CollectionTimes of(String target, Callable<?> curl) throws Exception {
        warmUp(target);
        long[] fetched = new long[RUNS];
        long[] judgeable = new long[RUNS];
        long[] complete = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            fetched[i] = Stopwatch.milliseconds(curl);
            CollectionTimes times = once(target);
            judgeable[i] = times.judgeable();
            complete[i] = times.complete();
        }
        return new CollectionTimes(Stopwatch.median(fetched), Stopwatch.median(judgeable), Stopwatch.median(complete));
    }

    private static void warmUp(String target) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            long compiled = compiler.getTotalCompilationTime();
            long started = System.nanoTime();
            for (int i = 0; i < RUNS; i++) {
                once(target);
            }
            double share = (compiler.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - started);
            if (share < WARM) {
                return;
            }
        }
    }

    private static CollectionTimes once(String target) {
        long started = System.nanoTime();
        try (Target opened = Targets.open(target, TargetOptions.ofThisMachine())) {
            Snapshot snapshot = opened.collect(Progress.silent());
            long judgeable = System.nanoTime() - started;
            snapshot.documents();
            return new CollectionTimes(0, judgeable / 1_000_000, (System.nanoTime() - started) / 1_000_000);
        }
    }

    /** Cells of a table under {@link #HEADINGS}. */
    public String cells() {
        return curl + " ms | " + judgeable + " ms | " + String.format(Locale.ROOT, "%.2f", (double) judgeable / curl)
                + " | " + complete + " ms";
    }
}
