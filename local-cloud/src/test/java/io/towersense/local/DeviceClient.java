package io.towersense.local;

import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.mqtt5.Mqtt5Client;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions;
import software.amazon.awssdk.crt.mqtt5.OnAttemptingConnectReturn;
import software.amazon.awssdk.crt.mqtt5.OnConnectionFailureReturn;
import software.amazon.awssdk.crt.mqtt5.OnConnectionSuccessReturn;
import software.amazon.awssdk.crt.mqtt5.OnDisconnectionReturn;
import software.amazon.awssdk.crt.mqtt5.OnStoppedReturn;
import software.amazon.awssdk.crt.mqtt5.PublishResult;
import software.amazon.awssdk.crt.mqtt5.PublishReturn;
import software.amazon.awssdk.crt.mqtt5.QOS;
import software.amazon.awssdk.crt.mqtt5.packets.ConnectPacket;
import software.amazon.awssdk.crt.mqtt5.packets.PublishPacket;
import software.amazon.awssdk.crt.mqtt5.packets.SubAckPacket;
import software.amazon.awssdk.crt.mqtt5.packets.SubscribePacket;
import software.amazon.awssdk.iot.AwsIotMqtt5ClientBuilder;

/** A gateway as a broker sees it: the AWS IoT device SDK's MQTT 5 client, connected. */
public final class DeviceClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CompletableFuture<String> connected = new CompletableFuture<>();
    private final CompletableFuture<String> stopped = new CompletableFuture<>();
    private final BlockingQueue<String> disconnections = new LinkedBlockingQueue<>();
    private final BlockingQueue<PublishPacket> received = new LinkedBlockingQueue<>();
    private final Mqtt5Client client;

    private DeviceClient(Mqtt5Client client) {
        this.client = client;
    }

    /** Plain TCP. */
    public static DeviceClient connect(URI endpoint, String name) throws Exception {
        Events events = new Events();
        ConnectPacket.ConnectPacketBuilder connect = new ConnectPacket.ConnectPacketBuilder().withClientId(name);
        Mqtt5Client client = new Mqtt5Client(
                new Mqtt5ClientOptions.Mqtt5ClientOptionsBuilder(endpoint.getHost(), (long) endpoint.getPort())
                        .withLifecycleEvents(events)
                        .withPublishEvents((mqtt, message) -> events.message(message))
                        .withConnectOptions(connect.build())
                        .withOfflineQueueBehavior(Mqtt5ClientOptions.ClientOfflineQueueBehavior.FAIL_ALL_ON_DISCONNECT)
                        .withMinReconnectDelayMs(100L)
                        .withMaxReconnectDelayMs(500L)
                        .build());
        return start(client, events);
    }

    /** With the builder's certificates. */
    public static DeviceClient connect(AwsIotMqtt5ClientBuilder builder, URI endpoint, String name) throws Exception {
        Events events = new Events();
        return start(
                builder.withPort((long) endpoint.getPort())
                        .withClientId(name)
                        .withLifeCycleEvents(events)
                        .withPublishEvents((mqtt, message) -> events.message(message))
                        .build(),
                events);
    }

    private static DeviceClient start(Mqtt5Client mqtt, Events events) throws Exception {
        DeviceClient client = new DeviceClient(mqtt);
        events.owner.complete(client);
        mqtt.start();
        try {
            client.connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception refused) {
            client.close();
            throw refused;
        }
        return client;
    }

    /** Publishes with QoS 1. */
    public CompletableFuture<PublishResult> publish(String topic, byte[] payload) {
        return client.publish(new PublishPacket.PublishPacketBuilder()
                .withTopic(topic)
                .withQOS(QOS.AT_LEAST_ONCE)
                .withPayload(payload)
                .build());
    }

    public SubAckPacket subscribe(String filter) throws Exception {
        return client.subscribe(new SubscribePacket.SubscribePacketBuilder()
                        .withSubscription(filter, QOS.AT_LEAST_ONCE)
                        .build())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public PublishPacket nextMessage() throws InterruptedException {
        PublishPacket message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message");
        }
        return message;
    }

    /** The error or reason of the next lost connection. */
    public String nextDisconnection() throws InterruptedException {
        String reason = disconnections.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (reason == null) {
            throw new AssertionError("still connected");
        }
        return reason;
    }

    @Override
    public void close() throws Exception {
        client.stop();
        stopped.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        client.close();
    }

    private static final class Events implements Mqtt5ClientOptions.LifecycleEvents {
        private final CompletableFuture<DeviceClient> owner = new CompletableFuture<>();

        private void message(PublishReturn message) {
            owner.join().received.add(message.getPublishPacket());
        }

        @Override
        public void onAttemptingConnect(Mqtt5Client client, OnAttemptingConnectReturn event) {}

        @Override
        public void onConnectionSuccess(Mqtt5Client client, OnConnectionSuccessReturn event) {
            owner.join().connected.complete("connected");
        }

        @Override
        public void onConnectionFailure(Mqtt5Client client, OnConnectionFailureReturn event) {
            owner.join()
                    .connected
                    .completeExceptionally(new IllegalStateException(CRT.awsErrorName(event.getErrorCode())));
        }

        @Override
        public void onDisconnection(Mqtt5Client client, OnDisconnectionReturn event) {
            String reason = event.getDisconnectPacket() == null
                    ? CRT.awsErrorName(event.getErrorCode())
                    : event.getDisconnectPacket().getReasonCode().toString();
            owner.join().disconnections.add(reason);
        }

        @Override
        public void onStopped(Mqtt5Client client, OnStoppedReturn event) {
            owner.join().stopped.complete("stopped");
        }
    }
}
