package io.towersense.agent;

import io.towersense.agent.outbox.OutboxMessage;
import io.towersense.agent.outbox.ReadingIdentity;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Two listeners that hear the same. */
record ListenerPair(AgentListener first, AgentListener second) implements AgentListener {
    @Override
    public void sampled(Reading reading, Duration monotonicAtSampling) {
        first.sampled(reading, monotonicAtSampling);
        second.sampled(reading, monotonicAtSampling);
    }

    @Override
    public void committed(List<ReadingIdentity> readings) {
        first.committed(readings);
        second.committed(readings);
    }

    @Override
    public void logged(AlarmEvent event, Duration monotonicAtLogging) {
        first.logged(event, monotonicAtLogging);
        second.logged(event, monotonicAtLogging);
    }

    @Override
    public void delivered(OutboxMessage message, Instant at) {
        first.delivered(message, at);
        second.delivered(message, at);
    }

    @Override
    public void delivered(AlarmEvent event, Instant at) {
        first.delivered(event, at);
        second.delivered(event, at);
    }

    @Override
    public void uplinkChanged(UplinkState state, String reason) {
        first.uplinkChanged(state, reason);
        second.uplinkChanged(state, reason);
    }

    @Override
    public void faulted(String deviceId, String reason) {
        first.faulted(deviceId, reason);
        second.faulted(deviceId, reason);
    }

    @Override
    public void exhausted(String deviceId) {
        first.exhausted(deviceId);
        second.exhausted(deviceId);
    }
}
