package io.towersense.agent.sampling;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;

/** How a thread waits for its turn. */
interface Pause {
    /** Returns when the clock's monotonic side has come to {@code due}. */
    void until(Duration due) throws InterruptedException;

    /** Waiting on the thread itself. It looks at the clock once a second at least, which may not be the machine's. */
    static Pause on(Clock clock) {
        return due -> {
            Duration left = due.minus(clock.monotonic());
            while (left.compareTo(Duration.ZERO) > 0) {
                long nanos = Math.min(left.toNanos(), 1_000_000_000L);
                Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
                left = due.minus(clock.monotonic());
            }
        };
    }
}
