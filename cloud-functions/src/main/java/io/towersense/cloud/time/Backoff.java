package io.towersense.cloud.time;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts: exponential with full jitter, so that those who failed together do not come back
 * together. Not thread-safe: one for each piece of work.
 */
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(25);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Deadline deadline;
    private final Pause pause;
    private final DoubleSupplier random;
    private int attempts;

    /**
     * The pauses of one piece of work.
     *
     * @param random gives numbers from 0 to below 1
     */
    public Backoff(Deadline deadline, Pause pause, DoubleSupplier random) {
        this.deadline = deadline;
        this.pause = pause;
        this.random = random;
    }

    /** Waits before another attempt; false, and at once, where the deadline would pass meanwhile. */
    public boolean again() {
        double ceiling = Math.min((double) LONGEST.toMillis(), FIRST.toMillis() * Math.pow(2, attempts));
        Duration span = Duration.ofMillis(1 + (long) (ceiling * random.getAsDouble()));
        if (!deadline.leaves(span)) {
            return false;
        }
        attempts++;
        pause.lasting(span);
        return true;
    }

    /** How often there was another attempt. */
    public int attempts() {
        return attempts;
    }
}
