package io.towersense.agent.loop;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does what is due, and then waits until more is or until it is woken. What its step throws is told to the
 * log, and the loop goes on.
 */
public final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Supplier<Duration> step;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;

    private Loop(String name, Supplier<Duration> step) {
        this.step = step;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * Starts a loop.
     *
     * @param name of its thread
     * @param step does what is due, and says after how long something will be
     */
    public static Loop start(String name, Supplier<Duration> step) {
        Loop loop = new Loop(name, step);
        loop.thread.start();
        return loop;
    }

    /** Lets the step run again soon, whatever it said. */
    public void wake() {
        woken.release();
    }

    /**
     * Lets the step under way end, and no other begin.
     *
     * @return whether the thread has ended within that time
     */
    public boolean stop(Duration atMost) {
        stopping = true;
        wake();
        boolean interrupted = false;
        long end = Clock.system().monotonic().toNanos() + atMost.toNanos();
        long left = atMost.toNanos();
        while (thread.isAlive() && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = end - Clock.system().monotonic().toNanos();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        while (!stopping) {
            Duration pause = runStep();
            try {
                woken.tryAcquire(Math.max(0, pause.toNanos()), TimeUnit.NANOSECONDS);
                woken.drainPermits();
            } catch (InterruptedException e) {
                LOG.debug("{} was interrupted, which nobody should do", thread.getName());
            }
        }
    }

    private Duration runStep() {
        try {
            return step.get();
        } catch (RuntimeException e) {
            LOG.error("{} goes on after a failure: {}", thread.getName(), e.toString(), e);
            return AFTER_A_FAILURE;
        }
    }
}
