package io.towersense.agent.greengrass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCServiceModel;
import software.amazon.awssdk.aws.greengrass.model.IoTCoreMessage;
import software.amazon.awssdk.aws.greengrass.model.MQTTMessage;
import software.amazon.awssdk.aws.greengrass.model.PublishToIoTCoreRequest;
import software.amazon.awssdk.aws.greengrass.model.PublishToIoTCoreResponse;
import software.amazon.awssdk.aws.greengrass.model.QOS;
import software.amazon.awssdk.aws.greengrass.model.ServiceError;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToIoTCoreRequest;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToIoTCoreResponse;
import software.amazon.awssdk.aws.greengrass.model.UnauthorizedError;

/** The part of a fake nucleus that leads to the cloud: who may publish what, the spool, the subscriptions. Thread-safe. */
public final class FakeIotCore implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 128 * 1024;

    /** Whether the cloud can be reached. */
    public enum Mode {
        /** Messages go out, subscriptions are granted. */
        ONLINE,
        /** Messages go into the spool until it is full, subscriptions stay pending. */
        OFFLINE,
        /** The nucleus is not set up to speak to a cloud: everything is refused. */
        UNPROVISIONED
    }

    private final FakeSpool spool = new FakeSpool();
    private final Map<FakeStream, String> subscribers = new ConcurrentHashMap<>();
    private final Map<FakeStream, String> pending = new ConcurrentHashMap<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final List<Runnable> unanswered = new CopyOnWriteArrayList<>();
    private volatile Mode mode = Mode.ONLINE;
    private volatile boolean isSilent;

    /** What has gone out to the cloud, in order. */
    public List<FakeSpool.Message> published() {
        return spool.gone();
    }

    /** How many messages wait for the cloud. */
    public int spooled() {
        return spool.waiting();
    }

    /** Makes messages go to another cloud than {@link #published}. */
    public void leadTo(FakeSpool.Cloud cloud) {
        spool.leadTo(cloud);
    }

    public void become(Mode newMode) {
        mode = newMode;
        spool.setOpen(newMode == Mode.ONLINE);
        if (newMode == Mode.ONLINE) {
            List.copyOf(pending.keySet()).forEach(this::grant);
        }
    }

    /** Leaves requests to publish unanswered until {@link #answer}. */
    public void fallSilent() {
        isSilent = true;
    }

    /** How many requests to publish are unanswered. */
    public int unanswered() {
        return unanswered.size();
    }

    /** Does what was asked for in the meantime, and answers. */
    public void answer() {
        isSilent = false;
        List<Runnable> requests = List.copyOf(unanswered);
        unanswered.removeAll(requests);
        requests.forEach(Runnable::run);
    }

    /** Takes the right to publish and to subscribe to a topic away. */
    public void forbid(String topic) {
        forbidden.add(topic);
    }

    /** Gives it back. */
    public void allow(String topic) {
        forbidden.remove(topic);
    }

    /** The topics that are subscribed to, each as often as it is. */
    public List<String> subscriptions() {
        return new ArrayList<>(subscribers.values());
    }

    /** The topics whose subscription waits for the cloud. */
    public List<String> pendingSubscriptions() {
        return new ArrayList<>(pending.values());
    }

    /** Ends all subscriptions, as when the nucleus has lost them. */
    public void endSubscriptions() {
        subscribers.keySet().forEach(FakeStream::end);
    }

    /** Delivers a message from the cloud to whoever has subscribed to its topic. */
    public void deliver(String topic, byte[] payload) {
        subscribers.forEach((stream, subscribed) -> {
            if (subscribed.equals(topic)) {
                stream.event(new IoTCoreMessage()
                        .withMessage(new MQTTMessage().withTopicName(topic).withPayload(payload)));
            }
        });
    }

    @Override
    public void close() {
        spool.close();
    }

    Optional<FakeOperation> operation(String name) {
        return switch (name) {
            case GreengrassCoreIPCServiceModel.PUBLISH_TO_IOT_CORE ->
                Optional.of((request, stream) -> publish((PublishToIoTCoreRequest) request, stream));
            case GreengrassCoreIPCServiceModel.SUBSCRIBE_TO_IOT_CORE ->
                Optional.of((request, stream) -> subscribe((SubscribeToIoTCoreRequest) request, stream));
            default -> Optional.empty();
        };
    }

    private void publish(PublishToIoTCoreRequest request, FakeStream stream) {
        if (isSilent) {
            unanswered.add(() -> publish(request, stream));
            return;
        }
        String topic = request.getTopicName();
        if (request.getQos() != QOS.AT_LEAST_ONCE) {
            throw new AssertionError("published with " + request.getQosAsString());
        }
        if (forbidden.contains(topic)) {
            stream.refuse(new UnauthorizedError("Not Authorized"));
        } else if (mode == Mode.UNPROVISIONED) {
            stream.refuse(new ServiceError("Publish to topic " + topic
                    + " failed: Cannot publish because device is configured to run offline"));
        } else if (request.getPayload().length > LARGEST_MESSAGE) {
            stream.refuse(new ServiceError("Publish to topic " + topic + " failed: The publishing message size "
                    + request.getPayload().length + " bytes exceeds the configured limit of " + LARGEST_MESSAGE
                    + " bytes"));
        } else if (!spool.add(new FakeSpool.Message(topic, request.getPayload()))) {
            stream.refuse(new ServiceError(
                    "Publish to topic " + topic + " failed: Message spool is full. Message could not be added."));
        } else {
            stream.answer(new PublishToIoTCoreResponse());
        }
    }

    private void subscribe(SubscribeToIoTCoreRequest request, FakeStream stream) {
        String topic = request.getTopicName();
        if (forbidden.contains(topic)) {
            stream.refuse(new UnauthorizedError("Not Authorized"));
        } else if (mode == Mode.UNPROVISIONED) {
            stream.refuse(new ServiceError(
                    "Subscribe to topic " + topic + " failed: Device is not configured to connect to AWS"));
        } else {
            stream.onClosed(() -> forget(stream));
            pending.put(stream, topic);
            if (mode == Mode.ONLINE) {
                grant(stream);
            }
        }
    }

    private void grant(FakeStream stream) {
        String topic = pending.remove(stream);
        if (topic != null) {
            stream.answer(new SubscribeToIoTCoreResponse());
            subscribers.put(stream, topic);
            spool.hear(topic, this::deliver);
        }
    }

    private void forget(FakeStream stream) {
        pending.remove(stream);
        subscribers.remove(stream);
    }
}
