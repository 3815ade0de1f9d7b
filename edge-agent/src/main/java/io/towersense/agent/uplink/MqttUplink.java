package io.towersense.agent.uplink;

import io.towersense.agent.uplink.PublishOutcome.Unconfirmed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.mqtt5.Mqtt5Client;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.LifecycleEvents;
import software.amazon.awssdk.crt.mqtt5.OnAttemptingConnectReturn;
import software.amazon.awssdk.crt.mqtt5.OnConnectionFailureReturn;
import software.amazon.awssdk.crt.mqtt5.OnConnectionSuccessReturn;
import software.amazon.awssdk.crt.mqtt5.OnDisconnectionReturn;
import software.amazon.awssdk.crt.mqtt5.OnStoppedReturn;
import software.amazon.awssdk.crt.mqtt5.PublishReturn;
import software.amazon.awssdk.crt.mqtt5.QOS;
import software.amazon.awssdk.crt.mqtt5.packets.PublishPacket;
import software.amazon.awssdk.crt.mqtt5.packets.SubAckPacket;
import software.amazon.awssdk.crt.mqtt5.packets.SubscribePacket.SubscribePacketBuilder;

/**
 * An {@link Uplink} over MQTT 5, QoS 1, on the client of the AWS IoT Device SDK. The session is clean: what is not
 * acknowledged is in the outbox, and it is the outbox that sends it again.
 */
public final class MqttUplink implements Uplink {
    private static final Logger LOG = LoggerFactory.getLogger(MqttUplink.class);
    private static final Duration BETWEEN_ASKINGS = Duration.ofMinutes(1);
    private static final long TO_STOP_MS = 3_000;
    private static final long TO_GIVE_UP_MS = 500;

    private final MqttSettings settings;
    private final ConnectionProblem problem;
    private final MqttConnection connection;
    private final Subscriptions subscriptions = new Subscriptions();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private UplinkListener listener = (state, reason) -> {};
    private UplinkState state = UplinkState.CONNECTING;
    private String reason;
    private boolean isStarted;
    private boolean isClosed;
    private volatile Optional<String> blame = Optional.empty();

    private MqttUplink(MqttSettings settings) {
        this.settings = settings;
        this.reason = "connecting to " + settings.broker();
        this.problem = new ConnectionProblem(settings, this::disconnected);
        this.connection = MqttConnection.open(settings, new Events(), this::received);
    }

    /**
     * An uplink that is not started yet.
     *
     * @throws UplinkException if the settings cannot work: plain TCP beyond loopback, a file missing or unreadable
     */
    public static MqttUplink create(MqttSettings settings) {
        SettingsCheck.require(settings);
        return new MqttUplink(settings);
    }

    @Override
    public void start(UplinkListener hears) {
        synchronized (this) {
            listener = hears;
            isStarted = true;
            hears.uplinkChanged(state, reason);
        }
        connection.client().start();
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(String topic, byte[] payload) {
        if (state() != UplinkState.CONNECTED) {
            return CompletableFuture.completedFuture(new Unconfirmed(reason()));
        }
        PublishPacket packet = new PublishPacket.PublishPacketBuilder()
                .withTopic(topic)
                .withQOS(QOS.AT_LEAST_ONCE)
                .withPayload(payload)
                .build();
        try {
            return connection.client().publish(packet).handle((result, failure) -> Outcomes.of(result, failure, blame));
        } catch (CrtRuntimeException | IllegalStateException e) {
            return CompletableFuture.completedFuture(new Unconfirmed(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void subscribe(String topic, TopicListener hears) {
        subscriptions.add(topic, hears);
        if (state() == UplinkState.CONNECTED) {
            ask(topic);
        }
    }

    @Override
    public synchronized UplinkState state() {
        return state;
    }

    @Override
    public synchronized String reason() {
        return reason;
    }

    @Override
    public void close() {
        boolean isToStop;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            isToStop = isStarted;
        }
        problem.close();
        boolean isStopped = !isToStop || stop(state() == UplinkState.CONNECTED ? TO_STOP_MS : TO_GIVE_UP_MS);
        connection.close();
        if (isStopped) {
            connection.awaitEnd();
        }
        change(UplinkState.CLOSED, "closed");
    }

    /**
     * Ends the connection.
     *
     * @return whether it has ended: after a handshake that failed the client lets 10 to 30 seconds pass before it does
     */
    private boolean stop(long milliseconds) {
        connection.client().stop();
        try {
            return stopped.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the client's thread runs. */
    boolean isThreadAlive() {
        return connection.isThreadAlive();
    }

    private synchronized boolean isClosing() {
        return isClosed;
    }

    private void disconnected(String why) {
        if (!isClosing() && !connection.client().getIsConnected()) {
            change(UplinkState.DISCONNECTED, why);
        }
    }

    private void received(PublishReturn message) {
        PublishPacket packet = message.getPublishPacket();
        byte[] payload = packet.getPayload();
        subscriptions.received(packet.getTopic(), payload == null ? new byte[0] : payload);
    }

    /** Asks the broker for a topic. Where it refuses, the connection goes on without. */
    private void ask(String topic) {
        try {
            var unused = connection
                    .client()
                    .subscribe(new SubscribePacketBuilder()
                            .withSubscription(topic, QOS.AT_LEAST_ONCE)
                            .build())
                    .whenComplete((answer, failure) -> answered(topic, answer, failure));
        } catch (CrtRuntimeException | IllegalStateException e) {
            LOG.warn("{} is not subscribed to: {}", topic, e.getMessage());
        }
    }

    private void answered(String topic, @Nullable SubAckPacket answer, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.debug("{} is not subscribed to; it is asked for again", topic, failure);
            askLater(topic);
        } else if (answer != null) {
            answer.getReasonCodes().stream()
                    .filter(code -> code.getValue() >= Outcomes.FIRST_FAILURE)
                    .peek(code -> askLater(topic))
                    .forEach(code -> LOG.warn(
                            "the broker {} does not let this gateway subscribe to {}: {}; check the policy of thing {}",
                            settings.broker(),
                            topic,
                            code,
                            settings.thing()));
        }
    }

    /** A policy may be mended while the connection lasts. */
    private void askLater(String topic) {
        CompletableFuture.delayedExecutor(BETWEEN_ASKINGS.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> {
                    if (state() == UplinkState.CONNECTED) {
                        ask(topic);
                    }
                });
    }

    /** Takes the new state, and tells it if it is news; within the lock, so that news are told in their order. */
    private synchronized void change(UplinkState now, String why) {
        if (state == UplinkState.CLOSED || (state == now && reason.equals(why))) {
            return;
        }
        state = now;
        reason = why;
        if (now == UplinkState.DISCONNECTED) {
            LOG.warn("{}", why);
        } else {
            LOG.info("{}", why);
        }
        listener.uplinkChanged(now, why);
    }

    /** What the client says of the connection, on the client's thread. */
    private final class Events implements LifecycleEvents {
        @Override
        public void onAttemptingConnect(Mqtt5Client client, OnAttemptingConnectReturn event) {
            problem.attempted();
        }

        @Override
        public void onConnectionSuccess(Mqtt5Client client, OnConnectionSuccessReturn event) {
            blame = Optional.empty();
            problem.connected();
            change(UplinkState.CONNECTED, "connected to " + settings.broker());
            subscriptions.topics().forEach(MqttUplink.this::ask);
        }

        @Override
        public void onConnectionFailure(Mqtt5Client client, OnConnectionFailureReturn event) {
            problem.failed(event.getErrorCode(), event.getConnAckPacket());
        }

        @Override
        public void onDisconnection(Mqtt5Client client, OnDisconnectionReturn event) {
            blame = ConnectionProblem.blame(event.getDisconnectPacket());
            disconnected(problem.describeLoss(event.getErrorCode(), event.getDisconnectPacket()));
        }

        @Override
        public void onStopped(Mqtt5Client client, OnStoppedReturn event) {
            stopped.countDown();
        }
    }
}
