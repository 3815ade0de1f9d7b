package io.towersense.cloud.alarm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that the table knows of a device's alarms.
 *
 * @param alarms by rule
 * @param judgedUntil up to which timestamp everything is judged and done, as far as the device's own item says
 */
public record DeviceRecords(Map<String, AlarmRecord> alarms, Optional<Instant> judgedUntil) {
    public DeviceRecords {
        alarms = Map.copyOf(alarms);
    }
}
