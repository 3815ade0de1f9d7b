package io.towersense.agent.shadow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Names;
import io.towersense.agent.status.AgentStatus;
import io.towersense.agent.status.AgentStatus.DeviceStatus;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.rule.StandingRule;
import io.towersense.telemetry.time.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The devices with which something is wrong, worst first: open alarms by severity, then faults, then those of which
 * nothing has come for too long; alike ones by their ids.
 */
final class AbnormalDevices {
    private static final int MOST_ALARMS = 3;
    private static final int LONGEST_TEXT = 120;
    private static final int LONGEST_NAME = 64;
    private static final List<Severity> WORST_FIRST = List.of(Severity.values());
    private static final int FAULTY = WORST_FIRST.size();
    private static final int STALE = FAULTY + 1;

    private final AgentStatus status;
    private final Names names;
    private final Map<String, List<AlarmEvent>> alarms = new LinkedHashMap<>();

    private AbnormalDevices(AgentStatus status, Names names) {
        this.status = status;
        this.names = names;
        status.alarms()
                .forEach(alarm -> alarms.computeIfAbsent(alarm.deviceId(), id -> new ArrayList<>())
                        .add(alarm));
    }

    static List<ObjectNode> of(AgentStatus status, AgentConfiguration configuration) {
        Names names = new Names(configuration.site(), configuration.devices());
        return new AbnormalDevices(status, names).worstFirst();
    }

    private List<ObjectNode> worstFirst() {
        Map<String, Abnormal> found = new LinkedHashMap<>();
        for (DeviceStatus device : status.devices()) {
            String id = device.device().id();
            abnormal(id, Optional.of(device)).ifPresent(abnormal -> found.put(id, abnormal));
        }
        // An alarm may outlive its device's place in the configuration.
        for (String id : alarms.keySet()) {
            abnormal(id, Optional.empty()).ifPresent(abnormal -> found.putIfAbsent(id, abnormal));
        }
        return found.values().stream()
                .sorted(Comparator.comparingInt(Abnormal::rank).thenComparing(Abnormal::id))
                .map(Abnormal::json)
                .toList();
    }

    private Optional<Abnormal> abnormal(String id, Optional<DeviceStatus> device) {
        List<AlarmEvent> open = alarms.getOrDefault(id, List.of());
        Optional<String> fault = device.flatMap(known -> known.sampling().fault());
        boolean isStale = device.filter(AbnormalDevices::isStale).isPresent();
        if (open.isEmpty() && fault.isEmpty() && !isStale) {
            return Optional.empty();
        }
        ObjectNode json = ShadowJson.object();
        json.put("id", ShadowJson.cut(id, 128));
        json.put("name", ShadowJson.cut(names.device(id), LONGEST_NAME));
        if (device.filter(known -> known.sampling().simulated()).isPresent()) {
            json.put("simulated", true);
        }
        if (!open.isEmpty()) {
            alarms(json.putArray("alarms"), open);
        }
        if (open.size() > MOST_ALARMS) {
            json.put("more_alarms", open.size() - MOST_ALARMS);
        }
        fault.ifPresent(text -> json.put("fault", ShadowJson.cut(text, LONGEST_TEXT)));
        device.flatMap(known -> known.sampling().faultSince())
                .filter(since -> fault.isPresent())
                .ifPresent(since -> json.put("fault_since", Timestamps.format(since)));
        if (isStale) {
            json.put("stale", true);
            device.flatMap(AbnormalDevices::lastReading)
                    .ifPresent(last -> json.put("last_reading", Timestamps.format(last)));
        }
        int rank = open.stream()
                .mapToInt(alarm -> WORST_FIRST.indexOf(alarm.severity()))
                .min()
                .orElse(fault.isPresent() ? FAULTY : STALE);
        return Optional.of(new Abnormal(id, rank, json));
    }

    private static void alarms(ArrayNode json, List<AlarmEvent> open) {
        open.stream()
                .sorted(Comparator.comparing(AlarmEvent::severity).thenComparing(AlarmEvent::rule))
                .limit(MOST_ALARMS)
                .forEach(alarm -> json.addObject()
                        .put("rule", ShadowJson.cut(alarm.rule(), 128))
                        .put("severity", alarm.severity().label())
                        .put("since", Timestamps.format(alarm.raisedAt()))
                        .put("text", ShadowJson.cut(alarm.text(), LONGEST_TEXT)));
    }

    /** Of a device that was never read its alarm says so: there is no telling here since when it should have been. */
    private static boolean isStale(DeviceStatus device) {
        Duration longest = StandingRule.silent(device.device().interval()).onDelay();
        return !device.sampling().exhausted()
                && device.age().filter(age -> age.compareTo(longest) > 0).isPresent();
    }

    private static Optional<Instant> lastReading(DeviceStatus device) {
        return device.sampling().lastReading().map(reading -> reading.timestamp());
    }

    /** One of them. */
    private record Abnormal(String id, int rank, ObjectNode json) {}
}
