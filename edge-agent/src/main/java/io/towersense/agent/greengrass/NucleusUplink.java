package io.towersense.agent.greengrass;

import io.towersense.agent.greengrass.NucleusFault.Invalid;
import io.towersense.agent.greengrass.NucleusFault.Offline;
import io.towersense.agent.greengrass.NucleusFault.SpoolFull;
import io.towersense.agent.greengrass.NucleusFault.TooLarge;
import io.towersense.agent.greengrass.NucleusFault.Unauthorised;
import io.towersense.agent.uplink.PublishOutcome;
import io.towersense.agent.uplink.PublishOutcome.Accepted;
import io.towersense.agent.uplink.PublishOutcome.Held;
import io.towersense.agent.uplink.PublishOutcome.Refused;
import io.towersense.agent.uplink.PublishOutcome.Unconfirmed;
import io.towersense.agent.uplink.Subscriptions;
import io.towersense.agent.uplink.TopicListener;
import io.towersense.agent.uplink.Uplink;
import io.towersense.agent.uplink.UplinkListener;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.telemetry.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.aws.greengrass.model.IoTCoreMessage;
import software.amazon.awssdk.aws.greengrass.model.MQTTMessage;
import software.amazon.awssdk.aws.greengrass.model.PublishToIoTCoreRequest;
import software.amazon.awssdk.aws.greengrass.model.QOS;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToIoTCoreRequest;

/**
 * An {@link Uplink} through the Greengrass nucleus and its connection to AWS IoT Core, QoS 1. Accepted means that the
 * nucleus has the message, which may be in its memory only. The connection to the nucleus stays the caller's to close.
 */
public final class NucleusUplink implements Uplink {
    private static final Logger LOG = LoggerFactory.getLogger(NucleusUplink.class);
    private static final String THINGS = "$aws/things/";
    private static final String SERVICE = "aws.greengrass.ipc.mqttproxy";

    private final Nucleus nucleus;
    private final Clock clock;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Holding holding = new Holding(new SplittableRandom());
    private final Set<String> saidOnce = new HashSet<>();
    private final Set<String> forbidden = new HashSet<>();
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();
    private final Connection connection = new Connection();
    private UplinkListener listener = (state, reason) -> {};
    private UplinkState state = UplinkState.CONNECTING;
    private String reason;

    private NucleusUplink(Nucleus nucleus, Clock clock) {
        this.nucleus = nucleus;
        this.clock = clock;
        this.reason = "connecting to the " + nucleus.environment();
    }

    /** An uplink that is not started yet. */
    public static NucleusUplink over(Nucleus nucleus, Clock clock) {
        return new NucleusUplink(nucleus, clock);
    }

    @Override
    public void start(UplinkListener hears) {
        synchronized (this) {
            listener = hears;
            hears.uplinkChanged(state, reason);
        }
        nucleus.listen(connection);
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(String topic, byte[] payload) {
        if (!state().isUp()) {
            return CompletableFuture.completedFuture(new Unconfirmed(reason()));
        }
        PublishToIoTCoreRequest request = new PublishToIoTCoreRequest()
                .withTopicName(topic)
                .withQos(QOS.AT_LEAST_ONCE)
                .withPayload(payload);
        Right right = new Right(SERVICE, "aws.greengrass#PublishToIoTCore", topic);
        return nucleus.call(right, client -> client.publishToIoTCoreAsync(request))
                .handle((response, failure) -> failure == null ? accepted(topic) : notAccepted(failure, right));
    }

    @Override
    public void subscribe(String topic, TopicListener hears) {
        subscriptions.add(topic, hears);
        SubscribeToIoTCoreRequest request =
                new SubscribeToIoTCoreRequest().withTopicName(topic).withQos(QOS.AT_LEAST_ONCE);
        Runnable end = nucleus.<IoTCoreMessage>subscribe(
                new Right(SERVICE, "aws.greengrass#SubscribeToIoTCore", topic),
                (client, events) -> client.subscribeToIoTCoreAsync(request, events),
                this::received,
                () -> LOG.debug("{} is subscribed to", topic));
        ends.add(end);
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
        change(UplinkState.CLOSED, "closed");
        nucleus.forget(connection);
        ends.forEach(Runnable::run);
    }

    private void received(IoTCoreMessage event) {
        MQTTMessage message = event.getMessage();
        byte @Nullable [] payload = message.getPayload();
        if (state() != UplinkState.CLOSED) {
            subscriptions.received(message.getTopicName(), payload == null ? new byte[0] : payload);
        }
    }

    private synchronized PublishOutcome accepted(String topic) {
        holding.accepted();
        forbidden.remove(topic);
        if (state == UplinkState.HELD && forbidden.isEmpty()) {
            change(UplinkState.CONNECTED, connected());
        }
        return new Accepted();
    }

    private PublishOutcome notAccepted(Throwable failure, Right right) {
        NucleusFault fault = SdkErrors.fault(failure, right);
        if (fault instanceof TooLarge || fault instanceof Invalid) {
            return new Refused(fault.text());
        }
        if (fault instanceof Unauthorised || fault instanceof SpoolFull || fault instanceof Offline) {
            return held(fault, right.resource());
        }
        return new Unconfirmed(fault.text());
    }

    private synchronized PublishOutcome held(NucleusFault fault, String topic) {
        if (state.isUp()) {
            // Whoever may not have a shadow may deliver all the same.
            if (!topic.startsWith(THINGS)) {
                change(UplinkState.HELD, fault.text());
            }
            if (fault instanceof Unauthorised && !topic.startsWith(THINGS)) {
                forbidden.add(topic);
            }
            if (fault instanceof Unauthorised && saidOnce.add(fault.text())) {
                LOG.error("not all is taken for the cloud: {}", fault.text());
            }
        }
        return new Held(fault.text(), holding.refused(fault, clock.monotonic()));
    }

    private String connected() {
        return "connected through the " + nucleus.environment();
    }

    /** Takes the new state, and tells it if it is news; within the lock, so that news are told in their order. */
    private synchronized void change(UplinkState now, String why) {
        if (state == UplinkState.CLOSED || (state == now && reason.equals(why))) {
            return;
        }
        state = now;
        reason = why;
        switch (now) {
            case DISCONNECTED -> LOG.warn("{}", why);
            case HELD, CONNECTING, CONNECTED, CLOSED -> LOG.info("{}", why);
        }
        listener.uplinkChanged(now, why);
    }

    private final class Connection implements NucleusListener {
        @Override
        public void connected() {
            synchronized (NucleusUplink.this) {
                holding.accepted();
                forbidden.clear();
                change(UplinkState.CONNECTED, NucleusUplink.this.connected());
            }
        }

        @Override
        public void lost(String why) {
            change(UplinkState.DISCONNECTED, why);
        }

        @Override
        public void refused(String why) {
            change(UplinkState.DISCONNECTED, why);
        }
    }
}
