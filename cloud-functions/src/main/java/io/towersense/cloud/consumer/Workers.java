package io.towersense.cloud.consumer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A bounded number of threads for calls to the tables. The caller is one of them as long as there is something to do,
 * and waits for the others.
 */
final class Workers {
    private final int inFlight;
    private final ExecutorService threads;

    /** @param inFlight calls at one time, the caller's own among them */
    Workers(int inFlight) {
        this.inFlight = inFlight;
        this.threads = Executors.newFixedThreadPool(Math.max(1, inFlight - 1), task -> {
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
        Work work = new Work(tasks);
        for (int i = 1; i < Math.min(inFlight, tasks.size()); i++) {
            threads.execute(work);
        }
        work.run();
        work.await();
    }

    /** Tasks, of which each thread takes the next until there is none. */
    private static final class Work implements Runnable {
        private final List<? extends Runnable> tasks;
        private final @Nullable Map<String, String> logged = MDC.getCopyOfContextMap();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        private final CountDownLatch undone;

        Work(List<? extends Runnable> tasks) {
            this.tasks = tasks;
            this.undone = new CountDownLatch(tasks.size());
        }

        @Override
        @SuppressWarnings("CatchingUnchecked") // an error must reach the caller, not end a thread of the pool
        public void run() {
            MDC.setContextMap(logged);
            for (int at = next.getAndIncrement(); at < tasks.size(); at = next.getAndIncrement()) {
                try {
                    tasks.get(at).run();
                } catch (Throwable e) {
                    thrown.compareAndSet(null, e);
                } finally {
                    undone.countDown();
                }
            }
        }

        void await() {
            try {
                undone.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while calls were under way", e);
            }
            Throwable first = thrown.get();
            if (first instanceof Error error) {
                throw error;
            }
            if (first instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
