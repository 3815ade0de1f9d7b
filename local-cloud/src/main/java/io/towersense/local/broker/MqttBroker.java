package io.towersense.local.broker;

import java.net.URI;

/** A running MQTT 5 broker on 127.0.0.1: {@link Broker} or {@link BrokerProcess}. */
public sealed interface MqttBroker extends AutoCloseable permits Broker, BrokerProcess {

    /** Where gateways connect: {@code mqtt://127.0.0.1:PORT}, or {@code mqtts://...} with TLS. */
    URI endpoint();

    /** The way to the broker for what stands behind it, past MQTT: the rules and the data plane. */
    SubscriptionAccess subscriptions();

    /**
     * Ends the gateways' connections and takes no more, so that what waits for the rules can only become less. A {@link
     * BrokerProcess} goes on: its journal keeps what is left.
     */
    void disconnectGateways();

    /** Stops the broker; a journal stays. */
    @Override
    void close();
}
