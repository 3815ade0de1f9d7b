package io.towersense.agent.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of the operating system that the program end, as SIGTERM and Ctrl-C tell it. The Java machine lives on until
 * the program has closed what it has, for a bounded time.
 */
public final class StopRequest implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Thread program = Thread.currentThread();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "stop-request");
    private final int code;
    private boolean isWaiting = true;

    private StopRequest(int code) {
        this.code = code;
    }

    /** Listens from now on, on behalf of the calling thread: whatever that waits for is interrupted. */
    public static StopRequest onShutdown() {
        return onShutdown(0);
    }

    /**
     * Listens from now on, as {@link #onShutdown()} does.
     *
     * @param code the exit code where the operating system's wish is what ends the program
     */
    public static StopRequest onShutdown(int code) {
        StopRequest request = new StopRequest(code);
        Runtime.getRuntime().addShutdownHook(request.hook);
        return request;
    }

    /** Waits until the program should end. What the calling thread does after this is not interrupted. */
    public void await() throws InterruptedException {
        synchronized (this) {
            isWaiting = false;
        }
        try {
            asked.await();
        } catch (InterruptedException e) {
            if (asked.getCount() > 0) {
                throw e;
            }
        }
    }

    /** Has the program end by itself. */
    public void request() {
        asked.countDown();
    }

    /** Whether the program should end. */
    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** The program has closed everything. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is on its way down already: the hook is what waits for this.
            return;
        }
    }

    /** On the way down: a stop that was asked for, and went well, is no failure. */
    private void ask() {
        asked.countDown();
        synchronized (this) {
            if (isWaiting) {
                program.interrupt();
            }
        }
        try {
            if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
