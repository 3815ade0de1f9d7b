package io.towersense.gateway;

import io.towersense.agent.uplink.MqttSettings;
import io.towersense.agent.uplink.MqttUplink;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.reading.Reading;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the gateway's telemetry topic carries at a broker, decoded as the cloud does it. */
final class ArrivedTelemetry implements AutoCloseable {
    private final List<byte[]> messages = new CopyOnWriteArrayList<>();
    private final MqttUplink connection;

    private ArrivedTelemetry(MqttUplink connection) {
        this.connection = connection;
    }

    static ArrivedTelemetry at(URI broker) {
        ArrivedTelemetry telemetry =
                new ArrivedTelemetry(MqttUplink.create(MqttSettings.of(broker, "observer", Optional.empty())));
        telemetry.connection.subscribe(
                "towers/gateway-1/telemetry", (topic, payload) -> telemetry.messages.add(payload));
        telemetry.connection.start((state, reason) -> {});
        return telemetry;
    }

    List<Reading> readings() {
        return messages.stream()
                .flatMap(message -> BatchCodec.decode(message).readings().stream())
                .toList();
    }

    @Override
    public void close() {
        connection.close();
    }
}
