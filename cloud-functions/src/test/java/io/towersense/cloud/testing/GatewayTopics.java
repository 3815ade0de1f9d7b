package io.towersense.cloud.testing;

import io.towersense.telemetry.codec.ReceiptCodec;
import io.towersense.telemetry.message.Receipt;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.PublishRequest;
import software.amazon.awssdk.services.iotdataplane.model.PublishResponse;

/** An IoT data plane that keeps what was published, and can be made to fail. */
public final class GatewayTopics implements IotDataPlaneClient {
    private final Queue<PublishRequest> published = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Consumer<PublishRequest> before = request -> {};

    @Override
    public PublishResponse publish(PublishRequest request) {
        calls.incrementAndGet();
        before.accept(request);
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw SdkClientException.create("IoT Core is out of reach");
        }
        published.add(request);
        return PublishResponse.builder().build();
    }

    /** What happens before each call, an error perhaps. */
    public void before(Consumer<PublishRequest> action) {
        before = action;
    }

    /** Lets the next calls fail. */
    public void failNext(int times) {
        failures.set(times);
    }

    public int calls() {
        return calls.get();
    }

    public List<PublishRequest> published() {
        return List.copyOf(published);
    }

    /** What was published on this topic, in order. */
    public List<Receipt> receipts(String topic) {
        return published.stream()
                .filter(request -> request.topic().equals(topic))
                .map(request -> ReceiptCodec.decode(request.payload().asByteArrayUnsafe()))
                .toList();
    }

    @Override
    public String serviceName() {
        return "iotdata";
    }

    @Override
    public void close() {}
}
