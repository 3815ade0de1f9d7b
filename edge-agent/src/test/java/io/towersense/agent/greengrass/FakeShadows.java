package io.towersense.agent.greengrass;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCServiceModel;
import software.amazon.awssdk.aws.greengrass.model.BinaryMessage;
import software.amazon.awssdk.aws.greengrass.model.GetThingShadowRequest;
import software.amazon.awssdk.aws.greengrass.model.GetThingShadowResponse;
import software.amazon.awssdk.aws.greengrass.model.ResourceNotFoundError;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToTopicRequest;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToTopicResponse;
import software.amazon.awssdk.aws.greengrass.model.SubscriptionResponseMessage;
import software.amazon.awssdk.aws.greengrass.model.UnauthorizedError;
import software.amazon.awssdk.aws.greengrass.model.UpdateThingShadowRequest;
import software.amazon.awssdk.aws.greengrass.model.UpdateThingShadowResponse;

/**
 * The part of a fake nucleus that the shadow manager adds, and local publish and subscribe. Without the shadow manager
 * its operations are not supported, as all that a nucleus has no handler for. Thread-safe.
 */
public final class FakeShadows {
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final List<String> updates = new CopyOnWriteArrayList<>();
    private final Map<FakeStream, String> subscribers = new ConcurrentHashMap<>();
    private volatile boolean isDeployed;
    private volatile boolean isForbidden;

    /** Adds the shadow manager. */
    public void deploy() {
        isDeployed = true;
    }

    /** Takes the right to shadows away. */
    public void forbid() {
        isForbidden = true;
    }

    /** Sets the whole document of a shadow, without telling anybody. */
    public void set(String shadow, String document) {
        documents.put(shadow, document);
    }

    /** What the component sent as updates, in order. */
    public List<String> updates() {
        return List.copyOf(updates);
    }

    /** The local topics that are subscribed to. */
    public List<String> subscriptions() {
        return new ArrayList<>(subscribers.values());
    }

    /** Publishes on a local topic. */
    public void publish(String topic, byte[] payload) {
        subscribers.forEach((stream, subscribed) -> {
            if (subscribed.equals(topic)) {
                stream.event(
                        new SubscriptionResponseMessage().withBinaryMessage(new BinaryMessage().withMessage(payload)));
            }
        });
    }

    Optional<FakeOperation> operation(String name) {
        return switch (name) {
            case GreengrassCoreIPCServiceModel.SUBSCRIBE_TO_TOPIC ->
                Optional.of((request, stream) -> subscribe((SubscribeToTopicRequest) request, stream));
            case GreengrassCoreIPCServiceModel.GET_THING_SHADOW ->
                deployed((request, stream) -> get((GetThingShadowRequest) request, stream));
            case GreengrassCoreIPCServiceModel.UPDATE_THING_SHADOW ->
                deployed((request, stream) -> update((UpdateThingShadowRequest) request, stream));
            default -> Optional.empty();
        };
    }

    private Optional<FakeOperation> deployed(FakeOperation operation) {
        if (!isDeployed) {
            return Optional.empty();
        }
        return Optional.of(
                isForbidden ? (request, stream) -> stream.refuse(new UnauthorizedError("Not Authorized")) : operation);
    }

    private void subscribe(SubscribeToTopicRequest request, FakeStream stream) {
        stream.onClosed(() -> subscribers.remove(stream));
        stream.answer(new SubscribeToTopicResponse());
        subscribers.put(stream, request.getTopic());
    }

    private void get(GetThingShadowRequest request, FakeStream stream) {
        String document = documents.get(request.getShadowName());
        if (document == null) {
            stream.refuse(new ResourceNotFoundError("No shadow found"));
        } else {
            stream.answer(new GetThingShadowResponse().withPayload(document.getBytes(UTF_8)));
        }
    }

    private void update(UpdateThingShadowRequest request, FakeStream stream) {
        updates.add(new String(request.getPayload(), UTF_8));
        stream.answer(new UpdateThingShadowResponse().withPayload(request.getPayload()));
    }
}
