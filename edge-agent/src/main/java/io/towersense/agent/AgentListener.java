package io.towersense.agent;

import io.towersense.agent.outbox.OutboxMessage;
import io.towersense.agent.outbox.ReadingIdentity;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Who hears what an agent does, as it does it. Called on the agent's threads, several at a time: return soon, and never
 * throw. Every method does nothing unless it is overridden.
 */
public interface AgentListener {
    /** Hears nothing. */
    AgentListener NONE = new AgentListener() {};

    /**
     * A reading was taken; it is judged and goes to the outbox after this.
     *
     * @param monotonicAtSampling {@link io.towersense.telemetry.time.Clock#monotonic} when the sensor had answered
     */
    default void sampled(Reading reading, Duration monotonicAtSampling) {}

    /** These readings are on disk: no crash takes them any more. */
    default void committed(List<ReadingIdentity> readings) {}

    /**
     * A change of an alarm stands in the alert log, on disk.
     *
     * @param monotonicAtLogging {@link io.towersense.telemetry.time.Clock#monotonic} when it did
     */
    default void logged(AlarmEvent event, Duration monotonicAtLogging) {}

    /** The cloud has the message. */
    default void delivered(OutboxMessage message, Instant at) {}

    /** The cloud has the alarm event. */
    default void delivered(AlarmEvent event, Instant at) {}

    /** The uplink came or went. */
    default void uplinkChanged(UplinkState state, String reason) {}

    /** The sensor has a fault, or another than before; part of it may go on measuring. */
    default void faulted(String deviceId, String reason) {}

    /** The device has nothing more to come, as at the end of a recording. */
    default void exhausted(String deviceId) {}
}
