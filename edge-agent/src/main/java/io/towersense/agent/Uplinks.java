package io.towersense.agent;

import io.towersense.agent.configuration.Transport;
import io.towersense.agent.uplink.MqttUplink;
import io.towersense.agent.uplink.Uplink;
import io.towersense.agent.uplink.UplinkException;

/** Makes the uplink that a configuration names. */
final class Uplinks {
    private Uplinks() {}

    /** @throws UplinkException if it cannot be set up */
    static Uplink create(Transport transport) {
        if (transport instanceof Transport.Mqtt mqtt) {
            return MqttUplink.create(mqtt.settings());
        }
        throw new UplinkException(
                "uplink: there is no Greengrass nucleus here; name a broker with uplink.mqtt.endpoint");
    }
}
