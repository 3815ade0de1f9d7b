package io.towersense.agent.shadow;

import io.towersense.agent.configuration.Device;
import io.towersense.agent.outbox.OutboxStatus;
import io.towersense.agent.sampling.DeviceSampling;
import io.towersense.agent.status.AgentStatus;
import io.towersense.agent.status.AgentStatus.DeviceStatus;
import io.towersense.agent.status.AgentStatus.UplinkStatus;
import io.towersense.agent.uplink.ReceiptStatus;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statuses of agents, as they are in a test. */
final class Statuses {
    static final Instant NOW = Instant.parse("2026-11-22T01:19:10Z");
    static final UplinkStatus CONNECTED = uplink(UplinkState.CONNECTED, "connected to mqtts://cloud.example");

    private Statuses() {}

    static AgentStatus status(List<DeviceStatus> devices, List<AlarmEvent> alarms) {
        return status(CONNECTED, outbox(3, 4_096, Optional.empty()), devices, alarms);
    }

    static AgentStatus status(
            UplinkStatus uplink, OutboxStatus outbox, List<DeviceStatus> devices, List<AlarmEvent> alarms) {
        return new AgentStatus(
                NOW,
                NOW.minusSeconds(7_500),
                Duration.ofMinutes(125),
                uplink,
                Optional.of(new ReceiptStatus(2, Optional.of(NOW.minusSeconds(4)), Optional.of(NOW.minusSeconds(5)))),
                outbox,
                devices,
                alarms,
                Optional.empty());
    }

    static UplinkStatus uplink(UplinkState state, String reason) {
        return new UplinkStatus(state, NOW.minusSeconds(60), reason, Optional.empty(), Optional.empty());
    }

    static OutboxStatus outbox(long pending, long bytes, Optional<String> error) {
        return new OutboxStatus(
                1_000 + pending,
                1_000,
                0,
                pending,
                0,
                0,
                2,
                1,
                bytes,
                Optional.of(NOW.minusSeconds(30)),
                List.of(),
                0,
                Optional.empty(),
                Optional.of(NOW),
                error);
    }

    /** A device that was read a second ago. */
    static DeviceStatus well(String id, long sampled) {
        return device(id, Optional.of(Duration.ofSeconds(1)), Optional.empty(), sampled);
    }

    static DeviceStatus faulty(String id, String reason) {
        return device(id, Optional.of(Duration.ofSeconds(1)), Optional.of(reason), 42);
    }

    /** A device that was read long ago. */
    static DeviceStatus stale(String id) {
        return device(id, Optional.of(Duration.ofMinutes(10)), Optional.empty(), 42);
    }

    static AlarmEvent alarm(String deviceId, Severity severity, String text) {
        return AlarmEvent.builder("alarm-of-" + deviceId, 1, AlarmChange.RAISED)
                .deviceId(deviceId)
                .rule("temperature-high")
                .severity(severity)
                .raisedAt(NOW.minusSeconds(300))
                .changedAt(NOW.minusSeconds(300))
                .text(text)
                .build();
    }

    private static DeviceStatus device(String id, Optional<Duration> age, Optional<String> fault, long sampled) {
        DeviceSampling sampling = new DeviceSampling(
                false, Optional.empty(), age, fault, fault.map(reason -> NOW.minusSeconds(600)), false, sampled, 0, 0);
        return new DeviceStatus(Device.of(id, "simulator"), sampling, age);
    }
}
