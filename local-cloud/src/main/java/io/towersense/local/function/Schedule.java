package io.towersense.local.function;

import com.amazonaws.services.lambda.runtime.Context;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function that is invoked again and again, in the place of EventBridge Scheduler's rate: each time a while after the
 * time before has ended. What fails is in the log, and comes again.
 */
public final class Schedule implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Schedule.class);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final ScheduledExecutorService executor;

    private Schedule(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    /** Starts to invoke the function; the first time after {@code every}. */
    public static Schedule start(String function, Duration every, Consumer<Context> handler, Clock clock) {
        Schedule schedule = new Schedule(
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "schedule-" + function)));
        ScheduledFuture<?> ignored = schedule.executor.scheduleWithFixedDelay(
                () -> invoke(function, handler, clock), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return schedule;
    }

    /** Invokes it no more; an invocation that runs is waited for. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                LOGGER.warn("a scheduled function runs on after {} s", TIMEOUT.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void invoke(String function, Consumer<Context> handler, Clock clock) {
        try {
            handler.accept(new Invocation(function, TIMEOUT, clock));
        } catch (RuntimeException | LinkageError | AssertionError failed) {
            LOGGER.warn("{} failed: {}", function, failed.toString());
        }
    }
}
