package io.towersense.agent.configuration;

import io.towersense.agent.uplink.DeliverySettings;
import io.towersense.agent.uplink.LaneTopics;
import io.towersense.agent.uplink.MqttSettings;
import io.towersense.telemetry.message.Topics;
import java.net.URI;
import java.util.Optional;

/**
 * The way to the cloud.
 *
 * @param topics where messages are published
 * @param transport what carries them
 * @param delivery how messages are moved over it
 * @param shadow whether the thing's shadow is kept up to date beside them
 */
public record UplinkConfiguration(LaneTopics topics, Transport transport, DeliverySettings delivery, boolean shadow) {
    /** Where a broker is expected when nothing is said: on this machine, as {@code tower cloud} starts one. */
    public static final URI DEFAULT_BROKER = URI.create("mqtt://127.0.0.1:1883");

    /** Plain MQTT to a broker on this machine. */
    public static UplinkConfiguration local(URI broker, String thing) {
        return new UplinkConfiguration(
                LaneTopics.of(new Topics(Topics.DEFAULT_ROOT, thing)),
                new Transport.Mqtt(MqttSettings.of(broker, thing, Optional.empty())),
                DeliverySettings.DEFAULTS,
                false);
    }

    public UplinkConfiguration withDelivery(DeliverySettings value) {
        return new UplinkConfiguration(topics, transport, value, shadow);
    }
}
