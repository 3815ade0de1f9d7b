package io.towersense.agent;

import io.towersense.agent.configuration.Transport;
import io.towersense.agent.uplink.MqttUplink;
import io.towersense.agent.uplink.Uplink;
import io.towersense.agent.uplink.UplinkException;

/** Makes the uplink that a configuration names. */
public interface UplinkFactory {
    /** Uplinks of a program that no nucleus runs. */
    UplinkFactory STANDALONE = transport -> {
        if (transport instanceof Transport.Mqtt mqtt) {
            return MqttUplink.create(mqtt.settings());
        }
        throw new UplinkException(
                "uplink: there is no Greengrass nucleus here; name a broker with uplink.mqtt.endpoint");
    };

    /**
     * An uplink that is not started yet, and whoever started it closes.
     *
     * @throws UplinkException if it cannot be set up
     */
    Uplink create(Transport transport);
}
