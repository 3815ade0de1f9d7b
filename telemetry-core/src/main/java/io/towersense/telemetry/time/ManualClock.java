package io.towersense.telemetry.time;

import java.time.Duration;
import java.time.Instant;

/** A clock that moves only when told: the clock of a test, and of a replay, whose time is its data's. Thread-safe. */
public final class ManualClock implements Clock {
    private Instant now;
    private Duration monotonic = Duration.ZERO;

    /** A clock that stands at {@code now}, its monotonic side at zero. */
    public ManualClock(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Duration monotonic() {
        return monotonic;
    }

    /** Lets {@code duration} pass on both sides. */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + duration);
        }
        now = now.plus(duration);
        monotonic = monotonic.plus(duration);
    }

    /** Sets the wall clock alone, as NTP or a person does. */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
