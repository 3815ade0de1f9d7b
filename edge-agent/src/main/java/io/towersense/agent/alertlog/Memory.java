package io.towersense.agent.alertlog;

import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Severity;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is remembered of the last entries: which there are, and how severe the standing alarms are. Bounded. */
final class Memory {
    private static final int MOST = 4_096;

    private final Set<String> identities = new LinkedHashSet<>();
    private final Map<String, Severity> severities = new LinkedHashMap<>();

    boolean holds(String identity) {
        return identities.contains(identity);
    }

    /** The severity of the alarm as it was last logged. */
    Optional<Severity> severity(String alarmId) {
        return Optional.ofNullable(severities.get(alarmId));
    }

    void add(AlertEntry entry) {
        identities.add(entry.identity());
        if (identities.size() > MOST) {
            identities.remove(identities.iterator().next());
        }
        if (entry.deliveredAt().isPresent()) {
            return;
        }
        if (entry.event().state() == AlarmState.CLEARED) {
            severities.remove(entry.event().alarmId());
        } else {
            severities.put(entry.event().alarmId(), entry.event().severity());
        }
        if (severities.size() > MOST) {
            severities.remove(severities.keySet().iterator().next());
        }
    }
}
