package io.towersense.cloud.testing;

import io.towersense.cloud.handover.AlarmHandover;
import io.towersense.telemetry.alarm.AlarmEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Lambda's front door, which keeps what it was asked to invoke, and can be made to fail. */
public final class Invocations implements LambdaClient {
    private final Queue<InvokeRequest> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Runnable before = () -> {};

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
        before.run();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw SdkClientException.create("Lambda is out of reach");
        }
        requests.add(request);
        return InvokeResponse.builder().statusCode(202).build();
    }

    /** What happens before each call, an error perhaps. */
    public void before(Runnable action) {
        before = action;
    }

    /** Lets the next invocations fail. */
    public void failNext(int times) {
        failures.set(times);
    }

    public List<InvokeRequest> requests() {
        return List.copyOf(requests);
    }

    /** The next payload, no longer waiting. */
    public byte[] take() {
        return requests.remove().payload().asByteArray();
    }

    public boolean isEmpty() {
        return requests.isEmpty();
    }

    /** All alarm events that were handed over. */
    public List<AlarmEvent> events() {
        return requests.stream()
                .flatMap(request -> AlarmHandover.decode(request.payload().asByteArray()).orElseThrow().stream())
                .toList();
    }

    @Override
    public String serviceName() {
        return "lambda";
    }

    @Override
    public void close() {}
}
