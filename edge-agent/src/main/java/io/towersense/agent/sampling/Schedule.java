package io.towersense.agent.sampling;

import java.time.Duration;

/**
 * When a device is due, on monotonic time: at {@code start + n * interval}, whatever the reads take, so that nothing
 * drifts. Times that have passed are skipped and counted, never made up for.
 */
final class Schedule {
    private final long start;
    private final long interval;
    private long turn;
    private long skipped;

    /** @param interval longer than nothing */
    Schedule(Duration start, Duration interval) {
        this.start = start.toNanos();
        this.interval = interval.toNanos();
    }

    /** When the next turn is. */
    Duration due() {
        return Duration.ofNanos(start + turn * interval);
    }

    /** Goes on to the first turn after this one that has not passed. */
    void advance(Duration now) {
        long passed = now.toNanos() - start;
        long firstAhead = passed <= 0 ? 0 : (passed + interval - 1) / interval;
        long next = Math.max(turn + 1, firstAhead);
        skipped += next - turn - 1;
        turn = next;
    }

    /** How many turns have been skipped. */
    long skipped() {
        return skipped;
    }
}
