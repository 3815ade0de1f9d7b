package io.towersense.cli.demo;

import java.time.Duration;

/** Ctrl-C or SIGTERM as an interruption of the thread at work, which then has some time to end in good order. */
final class Interruption implements AutoCloseable {
    private static final Duration TO_END = Duration.ofSeconds(20);

    private final Thread hook;

    private Interruption(Thread worker) {
        this.hook = new Thread(() -> interrupt(worker), "interruption");
    }

    static Interruption ofThisThread() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is going down already: that is the interruption, and it is under way.
        }
    }

    private static void interrupt(Thread worker) {
        worker.interrupt();
        try {
            worker.join(TO_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
