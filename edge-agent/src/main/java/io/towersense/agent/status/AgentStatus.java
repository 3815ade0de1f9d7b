package io.towersense.agent.status;

import io.towersense.agent.configuration.Device;
import io.towersense.agent.outbox.OutboxStatus;
import io.towersense.agent.sampling.DeviceSampling;
import io.towersense.agent.uplink.ReceiptStatus;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.telemetry.alarm.AlarmEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an agent is doing at one moment.
 *
 * @param at the moment, by the wall clock
 * @param startedAt when the agent was started, by the wall clock of then
 * @param uptime how long it has been running
 * @param uplink the way to the cloud
 * @param receipts how it stands with the cloud's receipts; empty where they do not count
 * @param outbox the books of what waits for the cloud
 * @param devices in the order of the configuration
 * @param alarms the alarms that stand, worst first
 * @param alertLogError why the alert log cannot be written at the moment
 */
public record AgentStatus(
        Instant at,
        Instant startedAt,
        Duration uptime,
        UplinkStatus uplink,
        Optional<ReceiptStatus> receipts,
        OutboxStatus outbox,
        List<DeviceStatus> devices,
        List<AlarmEvent> alarms,
        Optional<String> alertLogError) {

    public AgentStatus {
        devices = List.copyOf(devices);
        alarms = List.copyOf(alarms);
    }

    /** Readings taken by this process; each is delivered, dropped or pending, or was replaced as superseded. */
    public long sampled() {
        return devices.stream().mapToLong(device -> device.sampling().sampled()).sum();
    }

    /** Replayed readings of this process whose identity a later row of the recording has too. */
    public long superseded() {
        return devices.stream()
                .mapToLong(device -> device.sampling().superseded())
                .sum();
    }

    /** Readings that will never reach the cloud. */
    public long dropped() {
        return outbox.dropped();
    }

    /** Readings that are still on their way. */
    public long pending() {
        return outbox.pending();
    }

    /** Whether every device has come to the end of what it has, as recordings do. */
    public boolean isExhausted() {
        return devices.stream().allMatch(device -> device.sampling().exhausted());
    }

    /**
     * The way to the cloud.
     *
     * @param state whether messages can go out
     * @param since when it became so
     * @param reason why it is so, one line
     * @param lastError why it was last down, one line
     * @param lastErrorAt when that was
     */
    public record UplinkStatus(
            UplinkState state,
            Instant since,
            String reason,
            Optional<String> lastError,
            Optional<Instant> lastErrorAt) {}

    /**
     * One device.
     *
     * @param device as it is configured
     * @param sampling how its sampling goes
     * @param age how long ago it was last read with success
     */
    public record DeviceStatus(Device device, DeviceSampling sampling, Optional<Duration> age) {}
}
