package io.towersense.agent.configuration;

import io.towersense.agent.uplink.MqttSettings;

/** What carries messages to the cloud. */
public sealed interface Transport {
    /** Where it leads, for a person. */
    String label();

    /**
     * A connection of the agent's own, over MQTT 5.
     *
     * @param settings the broker and how it is spoken to
     */
    record Mqtt(MqttSettings settings) implements Transport {
        @Override
        public String label() {
            return settings.broker().toString();
        }
    }

    /** The connection of the Greengrass nucleus that runs the agent, over its interprocess communication. */
    record Nucleus() implements Transport {
        @Override
        public String label() {
            return "greengrass";
        }
    }
}
