package io.github.plimsoll.audit;

import io.github.plimsoll.report.allure.AllureReport;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Gets the report ready beside discovery and the collection of facts, once in a process; half of what a report takes is the
 * loading of what makes it.
 */
public final class Rehearsal {

    private final Thread thread = new Thread(Rehearsal::rehearse, "plimsoll-rehearsal");

    private Rehearsal() {
        thread.setDaemon(true);
        thread.start();
    }

    /** The one of this process, begun by whoever first knows that there will be an audit. */
    public static Rehearsal begun() {
        return Once.REHEARSAL;
    }

    /** If something is in the way of a report, the report itself will say so. */
    private static void rehearse() {
        try {
            AllureReport.rehearse();
        } catch (IOException | UncheckedIOException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it has cleaned up behind itself. */
    void end() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Made when first asked for. */
    private static final class Once {

        private static final Rehearsal REHEARSAL = new Rehearsal();
    }
}
