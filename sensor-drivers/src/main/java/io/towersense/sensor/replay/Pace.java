package io.towersense.sensor.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When each row of a recording is due. Time that jumps back makes no row wait, and a gap of more than ten usual intervals
 * counts as one: a replay is never still for hours because the recording was. Not thread-safe.
 */
final class Pace {
    private static final int LONGEST_STEP = 10;

    private final Optional<Double> speed;
    private final Duration usualInterval;
    private Optional<Instant> before = Optional.empty();
    private Duration due = Duration.ZERO;
    private long shortenedGaps;

    /**
     * A pace.
     *
     * @param speed seconds of the recording in one second; empty for as fast as possible
     * @param usualInterval between two rows, more than zero
     */
    Pace(Optional<Double> speed, Duration usualInterval) {
        this.speed = speed;
        this.usualInterval = usualInterval;
    }

    /**
     * When the next row is due.
     *
     * @param time the row's own
     * @param now monotonic time, on which the answer lies too
     */
    Duration next(Instant time, Duration now) {
        due = before.isPresent() && speed.isPresent() ? due.plus(scaled(step(before.get(), time), speed.get())) : now;
        before = Optional.of(time);
        return due;
    }

    /** How many gaps were shortened. */
    long shortenedGaps() {
        return shortenedGaps;
    }

    private Duration step(Instant from, Instant to) {
        Duration step = Duration.between(from, to);
        if (step.isNegative()) {
            return Duration.ZERO;
        }
        if (step.compareTo(usualInterval.multipliedBy(LONGEST_STEP)) > 0) {
            shortenedGaps++;
            return usualInterval;
        }
        return step;
    }

    private static Duration scaled(Duration step, double speed) {
        return Duration.ofNanos((long) (step.toNanos() / speed));
    }
}
