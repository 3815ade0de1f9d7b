package io.towersense.agent.greengrass;

import io.towersense.agent.uplink.MqttSettings;
import io.towersense.agent.uplink.MqttUplink;
import io.towersense.agent.uplink.PublishOutcome.Accepted;
import io.towersense.agent.uplink.TopicListener;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A cloud that is a real MQTT broker, to which the fake nucleus connects as the core device. */
public final class BrokerCloud implements FakeSpool.Cloud {
    private final MqttUplink connection;

    private BrokerCloud(MqttUplink connection) {
        this.connection = connection;
    }

    /** Connects, and tells the nucleus whether it is: while it is not, the nucleus is offline. */
    public static BrokerCloud connect(URI broker, FakeIotCore iotCore) {
        MqttUplink connection = MqttUplink.create(MqttSettings.of(broker, FakeNucleus.THING, Optional.empty())
                .withRetries(Duration.ofMillis(50), Duration.ofMillis(500)));
        BrokerCloud cloud = new BrokerCloud(connection);
        iotCore.become(FakeIotCore.Mode.OFFLINE);
        iotCore.leadTo(cloud);
        connection.start(
                (state, reason) -> iotCore.become(state.isUp() ? FakeIotCore.Mode.ONLINE : FakeIotCore.Mode.OFFLINE));
        return cloud;
    }

    @Override
    public CompletableFuture<Boolean> publish(FakeSpool.Message message) {
        return connection.publish(message.topic(), message.payload()).thenApply(outcome -> outcome instanceof Accepted);
    }

    @Override
    public void subscribe(String topic, TopicListener listener) {
        connection.subscribe(topic, listener);
    }

    @Override
    public void close() {
        connection.close();
    }
}
