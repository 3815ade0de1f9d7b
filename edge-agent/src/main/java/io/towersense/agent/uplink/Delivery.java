package io.towersense.agent.uplink;

import io.towersense.agent.outbox.Outbox;
import io.towersense.telemetry.time.Clock;

/** The loop that moves messages from the outbox over the uplink, alarms first. */
public final class Delivery implements AutoCloseable {
    private Delivery() {}

    /** Starts the uplink and the loop. The outbox stays the caller's to close, after this; the uplink is closed here. */
    @SuppressWarnings("DoNotCallSuggester")
    public static Delivery start(
            Outbox outbox, Uplink uplink, DeliverySettings settings, Clock clock, DeliveryListener listener) {
        throw new UplinkException("not yet");
    }

    /** Takes no more messages, waits a bounded time for what is out, and closes the uplink. */
    @Override
    public void close() {}
}
