package io.towersense.agent.command;

import io.towersense.agent.alertlog.AlertEntry;
import io.towersense.agent.status.StoredStatus.StandingAlarm;
import io.towersense.telemetry.alarm.AlarmState;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alarms that stand, according to the entries so far: the last change of each by device and rule. */
final class OpenAlarms {
    private final Map<String, AlertEntry> last = new LinkedHashMap<>();

    void add(AlertEntry entry) {
        if (entry.deliveredAt().isEmpty()) {
            last.merge(
                    entry.event().deviceId() + " " + entry.event().rule(),
                    entry,
                    (known, other) -> known.event().revision() < other.event().revision() ? other : known);
        }
    }

    /** The alarms that stood in a status: the log may have been rotated since they were raised. */
    void add(StandingAlarm alarm, Instant at) {
        add(new AlertEntry(alarm.event(), Optional.empty(), at, alarm.device(), alarm.whatToDo(), Optional.empty()));
    }

    /** The last change of each, oldest first. */
    List<AlertEntry> entries() {
        return last.values().stream()
                .filter(entry -> entry.event().state() == AlarmState.RAISED)
                .sorted(Comparator.comparing(AlertEntry::time))
                .toList();
    }
}
