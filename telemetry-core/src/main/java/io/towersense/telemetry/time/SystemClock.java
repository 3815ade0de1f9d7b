package io.towersense.telemetry.time;

import java.time.Duration;
import java.time.Instant;

/** The machine's clock. On Linux the monotonic side is CLOCK_MONOTONIC: the same for all processes of one boot. */
enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Duration monotonic() {
        return Duration.ofNanos(System.nanoTime());
    }
}
