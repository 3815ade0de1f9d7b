package io.towersense.cloud.silence;

import io.towersense.telemetry.alarm.AlarmEvent;
import java.time.Instant;
import java.util.List;

/**
 * Somebody whose alarm is as it should be, and whose mark is yet to follow.
 *
 * @param limit by which silence was told
 * @param changed whether the alarm was raised or cleared for it
 * @param untold changes of which people have yet to hear
 */
record Settled(Watched watched, Instant limit, boolean changed, List<AlarmEvent> untold) {
    Settled {
        untold = List.copyOf(untold);
    }

    boolean isRaise() {
        return changed && watched.isSilent(limit);
    }

    boolean isClear() {
        return changed && !watched.isSilent(limit);
    }
}
