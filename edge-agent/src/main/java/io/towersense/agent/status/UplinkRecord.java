package io.towersense.agent.status;

import io.towersense.agent.status.AgentStatus.UplinkStatus;
import io.towersense.agent.uplink.UplinkState;
import java.time.Instant;
import java.util.Optional;

/** What there is to say of the uplink, kept up as it comes and goes. Thread-safe. */
public final class UplinkRecord {
    private UplinkStatus status;

    /** An uplink that has just been started. */
    public UplinkRecord(Instant now) {
        status = new UplinkStatus(UplinkState.CONNECTING, now, "not tried yet", Optional.empty(), Optional.empty());
    }

    /** Notes a change of the state, or of its reason. */
    public synchronized void change(UplinkState state, String reason, Instant now) {
        boolean isDown = state == UplinkState.DISCONNECTED || state == UplinkState.HELD;
        status = new UplinkStatus(
                state,
                state == status.state() ? status.since() : now,
                reason,
                isDown ? Optional.of(reason) : status.lastError(),
                isDown ? Optional.of(now) : status.lastErrorAt());
    }

    public synchronized UplinkStatus status() {
        return status;
    }
}
