package io.github.plimsoll.target;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Work that goes on beside the caller's, on a thread of its own, until somebody asks for what comes of it. */
public final class Begun<T> implements Supplier<T> {

    private final FutureTask<T> task;

    private Begun(FutureTask<T> task) {
        this.task = task;
    }

    public static <T> Begun<T> of(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "plimsoll-collector");
        thread.setDaemon(true);
        thread.start();
        return new Begun<>(task);
    }

    /**
     * Waits until the work is done.
     *
     * @throws TargetUnavailable if this thread is interrupted meanwhile
     * @throws IllegalStateException if the work failed
     */
    @Override
    public T get() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetUnavailable("collection was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("collection failed by a defect of its own: " + e.getCause(), e.getCause());
        }
    }
}
