package io.towersense.local.table;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * A service time on top of the emulator's own, as a network and a real table have one: each attempt of a PutItem or
 * BatchWriteItem takes so much longer. Calls beside each other wait beside each other.
 *
 * @param put added to a PutItem
 * @param batch added to a BatchWriteItem
 */
public record ServiceTime(Duration put, Duration batch) implements ExecutionInterceptor {
    /** None. */
    public static final ServiceTime NONE = new ServiceTime(Duration.ZERO, Duration.ZERO);

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Duration time = context.request() instanceof PutItemRequest
                ? put
                : context.request() instanceof BatchWriteItemRequest ? batch : Duration.ZERO;
        if (time.isZero()) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", interrupted);
        }
    }
}
