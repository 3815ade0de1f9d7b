package io.towersense.agent.configuration;

import io.towersense.agent.uplink.DeliverySettings;
import io.towersense.agent.uplink.MqttSettings;
import io.towersense.telemetry.message.Topics;
import java.net.URI;
import java.util.Optional;

/**
 * The way to the cloud.
 *
 * @param mqtt the broker and how it is spoken to
 * @param delivery how messages are moved over it
 */
public record UplinkConfiguration(MqttSettings mqtt, DeliverySettings delivery) {
    /** Where a broker is expected when nothing is said: on this machine, as {@code tower cloud} starts one. */
    public static final URI DEFAULT_BROKER = URI.create("mqtt://127.0.0.1:1883");

    /** Plain MQTT to a broker on this machine. */
    public static UplinkConfiguration local(URI broker, String thing) {
        Topics topics = new Topics(Topics.DEFAULT_ROOT, thing);
        return new UplinkConfiguration(MqttSettings.of(broker, topics, Optional.empty()), DeliverySettings.DEFAULTS);
    }
}
