package io.towersense.cloud.consumer;

import io.towersense.cloud.alarm.AlarmRecord;
import io.towersense.cloud.alarm.DeviceRecords;
import io.towersense.telemetry.alarm.AlarmEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device's alarms as a container knows them.
 *
 * @param rules by id
 * @param judgedUntil timestamp of the last reading that was judged by all rules, settled and done
 * @param readAt when the table was asked
 */
record DeviceAlarms(String deviceId, Map<String, RuleStanding> rules, Optional<Instant> judgedUntil, Instant readAt) {

    static DeviceAlarms of(String deviceId, DeviceRecords records, Instant readAt) {
        Map<String, RuleStanding> rules = new HashMap<>();
        records.alarms().forEach((rule, record) -> rules.put(rule, RuleStanding.of(record, records.judgedUntil())));
        return new DeviceAlarms(deviceId, rules, records.judgedUntil(), readAt);
    }

    RuleStanding rule(String id) {
        RuleStanding known = rules.get(id);
        return known != null ? known : RuleStanding.of(AlarmRecord.none(deviceId, id), judgedUntil);
    }

    boolean isQuiet() {
        return rules.values().stream().allMatch(RuleStanding::isQuiet);
    }

    List<AlarmEvent> toHandOver() {
        return rules.values().stream()
                .flatMap(standing -> standing.toHandOver().stream())
                .toList();
    }

    DeviceAlarms afterHandover() {
        Map<String, RuleStanding> after = new HashMap<>();
        rules.forEach((id, standing) -> after.put(id, standing.afterHandover()));
        return new DeviceAlarms(deviceId, after, judgedUntil, readAt);
    }

    DeviceAlarms settled(Map<String, RuleStanding> after, Optional<Instant> until) {
        return new DeviceAlarms(deviceId, after, until, readAt);
    }
}
