package io.towersense.agent.sampling;

import io.towersense.telemetry.time.ManualClock;
import java.time.Duration;
import java.time.Instant;

/** Time that passes when a test says so, for threads that wait for it. */
final class SteppedTime implements Pause {
    final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));

    @Override
    public synchronized void until(Duration due) throws InterruptedException {
        while (clock.monotonic().compareTo(due) < 0) {
            wait();
        }
    }

    synchronized void pass(Duration time) {
        clock.advance(time);
        notifyAll();
    }
}
