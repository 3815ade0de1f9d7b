package io.towersense.cloud.alarm;

import io.towersense.telemetry.alarm.AlarmEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes of one alarm that wait to be told or put: bounded, because nobody may be able to take them for days. */
final class PendingChanges {
    private static final Logger LOG = LoggerFactory.getLogger(PendingChanges.class);
    private static final int MOST = 32;

    private PendingChanges() {}

    /**
     * As they are while they are few. Then only the last of each alarm, so that one which came and went is told in one
     * summary; and of those the newest.
     */
    static List<AlarmEvent> bounded(List<AlarmEvent> changes) {
        return bounded(changes, Function.identity(), "could not be told");
    }

    /** @param fate what became of those that are left out, for the log */
    static <T> List<T> bounded(List<T> changes, Function<T, AlarmEvent> event, String fate) {
        if (changes.size() <= MOST) {
            return changes;
        }
        Map<String, Long> last = new HashMap<>();
        changes.stream().map(event).forEach(change -> last.merge(change.alarmId(), change.revision(), Math::max));
        List<T> kept = changes.stream()
                .filter(change -> isLast(event.apply(change), last))
                .toList();
        if (kept.size() <= MOST) {
            return kept;
        }
        int dropped = kept.size() - MOST;
        AlarmEvent newest = event.apply(kept.get(kept.size() - 1));
        LOG.error(
                "{} {}: {} alarms came and went and {}; they are in the table's readings only",
                newest.deviceId(),
                newest.rule(),
                dropped,
                fate);
        return kept.subList(dropped, kept.size());
    }

    private static boolean isLast(AlarmEvent change, Map<String, Long> last) {
        return change.revision() >= last.getOrDefault(change.alarmId(), 0L);
    }
}
