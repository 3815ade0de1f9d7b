package io.towersense.agent.sampling;

import io.towersense.telemetry.metric.Metric;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Notices a sensor that goes on answering and measures no more: its raw counts never change. A healthy room may hold one
 * rounded value for hours, but never one count. Not thread-safe.
 */
final class FrozenCheck {
    /** However long it takes them: fewer reads prove nothing. */
    private static final int FEWEST_READS = 5;

    private final Duration after;
    private final Map<Metric, Stand> stands = new EnumMap<>(Metric.class);

    /** A count that has not changed since then, in so many reads. */
    private record Stand(long count, Duration since, int reads) {}

    /** @param after how long a count may stand still; zero for ever */
    FrozenCheck(Duration after) {
        this.after = after;
    }

    /**
     * Takes a metric's count.
     *
     * @param now the boot clock's time
     * @return whether it has not changed for too long
     */
    boolean isFrozen(Metric metric, long count, Duration now) {
        Stand before = stands.get(metric);
        if (before == null || before.count() != count) {
            stands.put(metric, new Stand(count, now, 1));
            return false;
        }
        Stand stand = new Stand(count, before.since(), before.reads() + 1);
        stands.put(metric, stand);
        Duration length = now.minus(stand.since());
        return !after.isZero() && stand.reads() >= FEWEST_READS && length.compareTo(after) >= 0;
    }
}
