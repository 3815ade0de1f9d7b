package io.towersense.agent.uplink;

import io.towersense.agent.outbox.Lane;
import io.towersense.agent.uplink.PublishOutcome.Unconfirmed;
import io.towersense.telemetry.message.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import software.amazon.awssdk.crt.mqtt5.QOS;
import software.amazon.awssdk.crt.mqtt5.packets.PublishPacket;

/**
 * An {@link Uplink} over MQTT 5, QoS 1, on the client of the AWS IoT Device SDK. The session is clean: what is not
 * acknowledged is in the outbox, and it is the outbox that sends it again.
 */
public final class MqttUplink implements Uplink {
    private static final Logger LOG = LoggerFactory.getLogger(MqttUplink.class);
    private static final long TO_STOP_SECONDS = 5;

    private final MqttSettings settings;
    private final ConnectionProblem problem;
    private final MqttConnection connection;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private UplinkListener listener = (state, reason) -> {};
    private UplinkState state = UplinkState.CONNECTING;
    private String reason;
    private boolean isClosed;

    private MqttUplink(MqttSettings settings) {
        this.settings = settings;
        this.reason = "connecting to " + settings.broker();
        this.problem = new ConnectionProblem(settings);
        this.connection = MqttConnection.open(settings, new Events());
    }

    /**
     * An uplink that is not started yet.
     *
     * @throws UplinkException if the settings cannot work: plain TCP beyond loopback, a file missing or unreadable
     */
    public static Uplink create(MqttSettings settings) {
        SettingsCheck.require(settings);
        return new MqttUplink(settings);
    }

    @Override
    public void start(UplinkListener hears) {
        synchronized (this) {
            listener = hears;
        }
        hears.uplinkChanged(state(), reason());
        connection.client().start();
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(Lane lane, byte[] payload) {
        PublishPacket packet = new PublishPacket.PublishPacketBuilder()
                .withTopic(topic(lane))
                .withQOS(QOS.AT_LEAST_ONCE)
                .withPayload(payload)
                .build();
        try {
            return connection.client().publish(packet).handle(Outcomes::of);
        } catch (CrtRuntimeException | IllegalStateException e) {
            return CompletableFuture.completedFuture(new Unconfirmed(String.valueOf(e.getMessage())));
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
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        connection.client().stop();
        try {
            if (!stopped.await(TO_STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the connection to {} does not end; it is left behind", settings.broker());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        problem.close();
        connection.close();
        change(UplinkState.CLOSED, "closed");
    }

    private synchronized boolean isClosing() {
        return isClosed;
    }

    private String topic(Lane lane) {
        Topics topics = settings.topics();
        return switch (lane) {
            case ALARMS ->
                settings.alarmRule()
                        .map(rule -> Topics.basicIngest(rule, topics.alarms()))
                        .orElseGet(topics::alarms);
            case TELEMETRY ->
                settings.telemetryRule()
                        .map(rule -> Topics.basicIngest(rule, topics.telemetry()))
                        .orElseGet(topics::telemetry);
        };
    }

    /** Takes the new state, and tells it if it is news. */
    private void change(UplinkState now, String why) {
        UplinkListener hears;
        synchronized (this) {
            if (state == UplinkState.CLOSED || (state == now && reason.equals(why))) {
                return;
            }
            state = now;
            reason = why;
            hears = listener;
        }
        if (now == UplinkState.DISCONNECTED) {
            LOG.warn("{}", why);
        } else {
            LOG.info("{}", why);
        }
        hears.uplinkChanged(now, why);
    }

    /** What the client says of the connection, on the client's thread. */
    private final class Events implements LifecycleEvents {
        @Override
        public void onAttemptingConnect(Mqtt5Client client, OnAttemptingConnectReturn event) {}

        @Override
        public void onConnectionSuccess(Mqtt5Client client, OnConnectionSuccessReturn event) {
            change(UplinkState.CONNECTED, "connected to " + settings.broker());
        }

        @Override
        public void onConnectionFailure(Mqtt5Client client, OnConnectionFailureReturn event) {
            problem.describe(event.getErrorCode(), event.getConnAckPacket(), this::disconnected);
        }

        @Override
        public void onDisconnection(Mqtt5Client client, OnDisconnectionReturn event) {
            disconnected(problem.describeLoss(event.getErrorCode(), event.getDisconnectPacket()));
        }

        @Override
        public void onStopped(Mqtt5Client client, OnStoppedReturn event) {
            stopped.countDown();
        }

        private void disconnected(String why) {
            if (!isClosing() && !connection.client().getIsConnected()) {
                change(UplinkState.DISCONNECTED, why);
            }
        }
    }
}
