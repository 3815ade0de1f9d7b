package io.towersense.cloud.time;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;

/**
 * The moment by which work has to end.
 *
 * @param clock whose monotonic side counts
 * @param end on that side
 */
public record Deadline(Clock clock, Duration end) {
    /** The moment that is {@code span} from now. */
    public static Deadline in(Duration span, Clock clock) {
        return new Deadline(clock, clock.monotonic().plus(span));
    }

    /** The earlier of this and the moment that is {@code span} from now. */
    public Deadline atMost(Duration span) {
        return span.compareTo(left()) < 0 ? in(span, clock) : this;
    }

    /** The time that is left; zero or less when it is over. */
    public Duration left() {
        return end.minus(clock.monotonic());
    }

    /** Whether there is more time than this. */
    public boolean leaves(Duration span) {
        return left().compareTo(span) > 0;
    }
}
