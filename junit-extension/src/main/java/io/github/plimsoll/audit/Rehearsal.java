package io.github.plimsoll.audit;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.report.allure.AllureReport;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Gets the report ready beside the collection of facts; half of what a report takes is the loading of what makes it. */
final class Rehearsal implements AutoCloseable {

    private final Thread thread;

    Rehearsal(Catalogue catalogue) {
        thread = new Thread(() -> rehearse(catalogue), "plimsoll-rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    /** If something is in the way of a report, the report itself will say so. */
    private static void rehearse(Catalogue catalogue) {
        try {
            AllureReport.rehearse(catalogue);
        } catch (IOException | UncheckedIOException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it has cleaned up behind itself. */
    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
