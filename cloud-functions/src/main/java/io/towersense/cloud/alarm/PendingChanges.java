package io.towersense.cloud.alarm;

import io.towersense.telemetry.alarm.AlarmEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes of one alarm that wait to be told: bounded, because nobody may be able to tell them for days. */
final class PendingChanges {
    private static final Logger LOG = LoggerFactory.getLogger(PendingChanges.class);
    private static final int MOST = 32;

    private PendingChanges() {}

    /**
     * As they are while they are few. Then only the last of each alarm, so that one which came and went is told in one
     * summary; and of those the newest.
     */
    static List<AlarmEvent> bounded(List<AlarmEvent> changes) {
        if (changes.size() <= MOST) {
            return changes;
        }
        Map<String, Long> last = new HashMap<>();
        changes.forEach(event -> last.merge(event.alarmId(), event.revision(), Math::max));
        List<AlarmEvent> kept = new ArrayList<>(changes);
        kept.removeIf(event -> event.revision() < last.getOrDefault(event.alarmId(), 0L));
        if (kept.size() <= MOST) {
            return kept;
        }
        int dropped = kept.size() - MOST;
        AlarmEvent newest = kept.get(kept.size() - 1);
        LOG.error(
                "{} {}: {} alarms came and went and could not be told; they are in the table's readings only",
                newest.deviceId(),
                newest.rule(),
                dropped);
        return kept.subList(dropped, kept.size());
    }
}
