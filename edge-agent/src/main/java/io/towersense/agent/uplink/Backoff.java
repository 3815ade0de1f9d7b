package io.towersense.agent.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double from attempt to attempt, each drawn from half of it to all of it. Not thread-safe. */
public final class Backoff {
    private static final int MOST_DOUBLINGS = 30;

    private final Duration shortest;
    private final Duration longest;
    private final RandomGenerator jitter;

    /**
     * Pauses from one length to another.
     *
     * @param shortest upper end of the first pause
     * @param longest upper end that the pause grows to
     */
    public Backoff(Duration shortest, Duration longest, RandomGenerator jitter) {
        this.shortest = shortest;
        this.longest = longest;
        this.jitter = jitter;
    }

    /** The pause after the attempt with this number, from 1. */
    public Duration after(int attempt) {
        long ceiling = longest.toNanos();
        if (attempt <= MOST_DOUBLINGS) {
            ceiling = Math.min(ceiling, saturatedDouble(shortest.toNanos(), attempt - 1));
        }
        long half = ceiling / 2;
        return Duration.ofNanos(half + jitter.nextLong(ceiling - half + 1));
    }

    private static long saturatedDouble(long value, int times) {
        return value > Long.MAX_VALUE >> times ? Long.MAX_VALUE : value << times;
    }
}
