package io.github.plimsoll.target.probe;

import io.github.plimsoll.fact.Document;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes many looks at once, and gives up on those that are not done in time. */
public final class Prober {

    private static final int AT_ONCE = 8;

    private Prober() {}

    /**
     * The document of each look, by its key.
     *
     * @param total how long all looks may take together; what is not done then is unreadable
     */
    public static Map<String, Document> all(Map<String, Callable<Document>> looks, Duration total) {
        if (looks.isEmpty()) {
            return Map.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, looks.size()), Prober::thread);
        try {
            long end = System.nanoTime() + total.toNanos();
            Map<String, Future<Document>> running = new LinkedHashMap<>();
            looks.forEach((key, look) -> running.put(key, threads.submit(look)));
            Map<String, Document> documents = new LinkedHashMap<>();
            running.forEach((key, look) -> documents.put(key, result(look, end)));
            return documents;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread thread(Runnable job) {
        Thread thread = new Thread(job, "plimsoll-probe");
        thread.setDaemon(true);
        return thread;
    }

    private static Document result(Future<Document> look, long end) {
        try {
            return look.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException e) {
            return Document.unreadable("the look was not done in the time that all looks have together");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Document.unreadable("the look was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look failed by a defect of its own: " + e.getCause(), e.getCause());
        }
    }
}
