package io.github.plimsoll.target;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A few threads that work off a job and whatever jobs that one brings up. For one round of work. */
public final class Crew implements AutoCloseable {

    private final ExecutorService threads;
    private final Progress progress;
    private final AtomicInteger known = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch allDone = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    public Crew(int size, Progress progress) {
        this.progress = progress;
        this.threads = Executors.newFixedThreadPool(size, job -> {
            Thread thread = new Thread(job, "plimsoll-collector");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does a job and all those it brings up; returns when the last is done. */
    public void work(Runnable first) {
        take(first);
        try {
            allDone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetUnavailable("collection was interrupted");
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("collection failed by a defect of its own: " + thrown, thrown);
        }
    }

    /** Takes on one more job; to be called from within a job. */
    public void take(Runnable job) {
        known.incrementAndGet();
        threads.execute(() -> {
            try {
                job.run();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                finished();
            }
        });
    }

    private void finished() {
        int finished = done.incrementAndGet();
        progress.collected(finished, known.get());
        // A job brings up others before it is finished itself, so this holds once only: at the very end.
        if (finished == known.get()) {
            allDone.countDown();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
