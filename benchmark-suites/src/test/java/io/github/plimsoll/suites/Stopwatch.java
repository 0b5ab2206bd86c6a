package io.github.plimsoll.suites;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** How long something takes. */
public final class Stopwatch {

    private Stopwatch() {}

    /** The middle one of several measurements. */
    public static long median(int runs, Callable<Long> measurement) throws Exception {
        long[] took = new long[runs];
        for (int i = 0; i < runs; i++) {
            took[i] = measurement.call();
        }
        return median(took);
    }

    static long median(long[] took) {
        long[] sorted = took.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    public static long milliseconds(Callable<?> work) throws Exception {
        long started = System.nanoTime();
        work.call();
        return (System.nanoTime() - started) / 1_000_000;
    }
}
