package io.towersense.telemetry.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The time, twice: as people write it, which may jump, and as it passes, which never does. Whoever needs the time is
 * given a clock.
 */
public interface Clock {
    /** The wall clock's instant, which a person or NTP may set forward or back. */
    Instant now();

    /** The time since an arbitrary origin, never going back; comparable within one boot of the machine only. */
    Duration monotonic();

    /** The machine's own clock. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
