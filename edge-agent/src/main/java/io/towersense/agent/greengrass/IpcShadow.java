package io.towersense.agent.greengrass;

import io.towersense.agent.greengrass.NucleusFault.Closed;
import io.towersense.agent.greengrass.NucleusFault.NotFound;
import io.towersense.agent.greengrass.NucleusFault.TimedOut;
import io.towersense.agent.shadow.ShadowException;
import io.towersense.agent.shadow.ShadowStore;
import io.towersense.agent.shadow.ShadowUpdate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCClientV2;
import software.amazon.awssdk.aws.greengrass.model.BinaryMessage;
import software.amazon.awssdk.aws.greengrass.model.GetThingShadowRequest;
import software.amazon.awssdk.aws.greengrass.model.GetThingShadowResponse;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToTopicRequest;
import software.amazon.awssdk.aws.greengrass.model.SubscriptionResponseMessage;
import software.amazon.awssdk.aws.greengrass.model.UpdateThingShadowRequest;

/** A named shadow that the shadow manager keeps on this device, and brings to the cloud when it can; where it is deployed. */
public final class IpcShadow implements ShadowStore {
    private static final String SERVICE = "aws.greengrass.ShadowManager";
    private static final String GET = "aws.greengrass#GetThingShadow";
    private static final String UPDATE = "aws.greengrass#UpdateThingShadow";

    private final Nucleus nucleus;
    private final String thing;
    private final String shadow;
    private final String prefix;
    private volatile Runnable changed = () -> {};
    private boolean isHeard;

    private IpcShadow(Nucleus nucleus, String shadow) {
        this.nucleus = nucleus;
        this.thing = nucleus.environment().thing();
        this.shadow = shadow;
        this.prefix = "$aws/things/" + thing + "/shadow/name/" + shadow;
    }

    /** The shadow of that name, of this core device. */
    public static IpcShadow of(Nucleus nucleus, String shadow) {
        return new IpcShadow(nucleus, shadow);
    }

    /**
     * Whether the shadow manager is there and lets this component have the shadow.
     *
     * @return completed in a bounded time; exceptionally with a {@link ShadowException} where the nucleus did
     *     not answer
     */
    public CompletableFuture<Boolean> isAvailable() {
        return document().handle((response, failure) -> {
            if (failure == null) {
                return true;
            }
            NucleusFault fault = fault(failure, GET);
            if (fault instanceof Closed || fault instanceof TimedOut) {
                throw new ShadowException(fault.text());
            }
            return fault instanceof NotFound;
        });
    }

    @Override
    public CompletableFuture<Optional<byte[]>> get() {
        return document().handle((response, failure) -> {
            if (failure == null) {
                return Optional.ofNullable(response.getPayload());
            }
            NucleusFault fault = fault(failure, GET);
            if (fault instanceof NotFound) {
                return Optional.empty();
            }
            throw new ShadowException(fault.text());
        });
    }

    @Override
    public CompletableFuture<Void> update(byte[] document) {
        UpdateThingShadowRequest request = new UpdateThingShadowRequest()
                .withThingName(thing)
                .withShadowName(shadow)
                .withPayload(document);
        return call(UPDATE, client -> client.updateThingShadowAsync(request)).handle((response, failure) -> {
            if (failure != null) {
                throw new ShadowException(fault(failure, UPDATE).text());
            }
            return null;
        });
    }

    @Override
    public synchronized void onChange(Runnable wake) {
        changed = wake;
        if (!isHeard) {
            isHeard = true;
            // No delta comes where the last of what was desired is taken away.
            hear("/update/delta", event -> changed.run(), () -> changed.run());
            hear("/update/documents", this::updated, () -> {});
        }
    }

    private void updated(SubscriptionResponseMessage event) {
        BinaryMessage message = event.getBinaryMessage();
        if (message == null || ShadowUpdate.changesDesired(message.getMessage())) {
            changed.run();
        }
    }

    private void hear(String suffix, Consumer<SubscriptionResponseMessage> hears, Runnable opened) {
        String topic = prefix + suffix;
        var unused = nucleus.<SubscriptionResponseMessage>subscribe(
                new Right("aws.greengrass.ipc.pubsub", "aws.greengrass#SubscribeToTopic", topic),
                (client, events) ->
                        client.subscribeToTopicAsync(new SubscribeToTopicRequest().withTopic(topic), events),
                hears,
                opened);
    }

    private CompletableFuture<GetThingShadowResponse> document() {
        GetThingShadowRequest request =
                new GetThingShadowRequest().withThingName(thing).withShadowName(shadow);
        return call(GET, client -> client.getThingShadowAsync(request));
    }

    private <T> CompletableFuture<T> call(
            String operation, Function<GreengrassCoreIPCClientV2, CompletableFuture<T>> request) {
        return nucleus.call(right(operation), request);
    }

    private NucleusFault fault(Throwable failure, String operation) {
        return SdkErrors.fault(failure, right(operation));
    }

    private Right right(String operation) {
        return new Right(SERVICE, operation, prefix);
    }
}
