package io.towersense.cloud.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A bounded number of threads for calls to the tables. The caller lends a hand, and waits for all of it. */
final class Workers {
    private final ExecutorService threads;

    /** @param inFlight calls at one time, the caller's own among them */
    Workers(int inFlight) {
        threads = Executors.newFixedThreadPool(Math.max(1, inFlight - 1), task -> {
            Thread thread = new Thread(task, "consumer-worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does all of it and returns when the last is done.
     *
     * @throws RuntimeException what one of the tasks threw; the others were done all the same
     */
    void run(List<? extends Runnable> tasks) {
        List<Future<?>> others = new ArrayList<>(tasks.size());
        for (Runnable task : tasks.subList(Math.min(1, tasks.size()), tasks.size())) {
            others.add(threads.submit(task));
        }
        RuntimeException thrown = null;
        try {
            tasks.stream().limit(1).forEach(Runnable::run);
        } catch (RuntimeException e) {
            thrown = e;
        }
        for (Future<?> other : others) {
            try {
                other.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                thrown = e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                thrown = new IllegalStateException("interrupted while calls were under way", e);
            }
        }
        if (thrown != null) {
            throw thrown;
        }
    }
}
