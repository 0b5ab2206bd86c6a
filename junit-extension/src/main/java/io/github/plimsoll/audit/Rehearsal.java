package io.github.plimsoll.audit;

import io.github.plimsoll.report.allure.AllureReport;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Loads what makes a report, on a thread of its own and once: it takes a while, during which the tests are found and the target's
 * facts come.
 */
public final class Rehearsal {

    private Rehearsal() {}

    /** To be called by whoever first knows that there will be an audit. */
    public static void begin() {
        Once.begun();
    }

    /** If something is in the way of a report, the report itself will say so. */
    private static void rehearse() {
        try {
            AllureReport.rehearse();
        } catch (IOException | UncheckedIOException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins when first asked for. */
    private static final class Once {

        private static final Thread THREAD = new Thread(Rehearsal::rehearse, "plimsoll-rehearsal");

        static {
            THREAD.setDaemon(true);
            THREAD.start();
            // Else a run that comes to nothing would end before the rehearsal has cleaned up behind itself.
            Runtime.getRuntime().addShutdownHook(new Thread(Once::end));
        }

        private Once() {}

        private static Thread begun() {
            return THREAD;
        }

        private static void end() {
            try {
                THREAD.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
