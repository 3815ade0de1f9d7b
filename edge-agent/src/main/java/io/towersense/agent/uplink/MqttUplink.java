package io.towersense.agent.uplink;

import io.towersense.telemetry.time.Clock;

/** An {@link Uplink} over MQTT 5, QoS 1. */
public abstract class MqttUplink implements Uplink {
    /**
     * An uplink that is not started yet.
     *
     * @throws UplinkException if the settings cannot work: plain TCP beyond loopback, a file missing or unreadable
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static Uplink create(MqttSettings settings, Clock clock) {
        throw new UplinkException("not yet");
    }
}
