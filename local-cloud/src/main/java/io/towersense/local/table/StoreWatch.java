package io.towersense.local.table;

import io.towersense.telemetry.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Watches a DynamoDB client: tells of every reading that the table confirmed, without whoever uses the client knowing.
 * What came back unprocessed is not stored. A reading that is written again is told again.
 */
public final class StoreWatch implements ExecutionInterceptor {
    private static final String DEVICE_ID = "device_id";
    private static final String TIMESTAMP = "timestamp";

    private final String table;
    private final Clock clock;
    private final AtomicLong stored = new AtomicLong();
    private final List<Consumer<StoredReading>> listeners = new CopyOnWriteArrayList<>();

    /** @param table the table of readings */
    public StoreWatch(String table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Tells a listener of each reading from now on, in the thread that stored it. */
    public void listen(Consumer<StoredReading> listener) {
        listeners.add(listener);
    }

    /** How many writes of readings the table has confirmed. */
    public long stored() {
        return stored.get();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof PutItemRequest put) {
            if (put.tableName().equals(table)) {
                tell(put.item(), clock.now());
            }
        } else if (context.request() instanceof BatchWriteItemRequest batch
                && context.response() instanceof BatchWriteItemResponse response) {
            Set<WriteRequest> unprocessed =
                    new HashSet<>(response.unprocessedItems().getOrDefault(table, List.of()));
            Instant now = clock.now();
            for (WriteRequest write : batch.requestItems().getOrDefault(table, List.of())) {
                if (write.putRequest() != null && !unprocessed.contains(write)) {
                    tell(write.putRequest().item(), now);
                }
            }
        }
    }

    private void tell(Map<String, AttributeValue> item, Instant now) {
        stored.incrementAndGet();
        @Nullable AttributeValue device = item.get(DEVICE_ID);
        @Nullable AttributeValue timestamp = item.get(TIMESTAMP);
        if (device != null && timestamp != null && !listeners.isEmpty()) {
            StoredReading reading = new StoredReading(device.s(), timestamp.s(), now);
            listeners.forEach(listener -> listener.accept(reading));
        }
    }
}
