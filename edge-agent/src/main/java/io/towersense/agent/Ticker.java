package io.towersense.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done about once a second, and the status that is written after a change or every few seconds. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final int STATUS_EVERY = 5;

    private final Runnable tick;
    private final Runnable status;
    private final AtomicBoolean hasChanged = new AtomicBoolean(true);
    private final Thread thread = new Thread(this::run, "agent-ticker");
    private final CountDownLatch closed = new CountDownLatch(1);

    Ticker(Runnable tick, Runnable status) {
        this.tick = tick;
        this.status = status;
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Something has changed that the status tells. */
    void changed() {
        hasChanged.set(true);
    }

    /** Ends when a tick that is under way is over. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            int round = 0;
            do {
                attempt(tick);
                if (hasChanged.getAndSet(false) || round % STATUS_EVERY == 0) {
                    attempt(status);
                }
                round++;
            } while (!closed.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            LOG.debug("the ticker ends");
        }
    }

    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("unexpected: {}", e, e);
        }
    }
}
