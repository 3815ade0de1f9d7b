package io.towersense.cloud.device;

import io.towersense.cloud.cache.BoundedCache;
import io.towersense.cloud.table.Attributes;
import io.towersense.cloud.table.Values;
import io.towersense.cloud.table.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The register of gateways: when each was last heard, in its item {@code GATEWAY}, by which it is watched for silence.
 * Thread-safe.
 *
 * <p>A gateway is written once in {@code touchEvery} at most, in the time by which it is received and not by the clock:
 * where a backlog is worked off, its item follows.
 */
public final class GatewayRegister {
    private static final int MOST_KNOWN = 20_000;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Duration touchEvery;
    private final BoundedCache<String, Instant> known = new BoundedCache<>(MOST_KNOWN);

    public GatewayRegister(DynamoDbClient dynamoDb, String table, Duration touchEvery) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.touchEvery = touchEvery;
    }

    /** Whether its item should say that it was heard then. */
    public boolean isDue(String thing, Instant heardAt) {
        return known.get(thing)
                .map(last -> !heardAt.isBefore(last.plus(touchEvery)))
                .orElse(true);
    }

    /**
     * Writes down that the gateway was heard. What is older than what is known moves nothing.
     *
     * @param within how long that may take
     * @throws SdkException if the table does not answer
     */
    public void touch(String thing, Instant heardAt, Duration within) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .overrideConfiguration(call -> call.apiCallTimeout(within))
                    .key(Map.of(
                            Attributes.DEVICE_ID, Values.text(thing),
                            Attributes.RECORD, Values.text(Attributes.GATEWAY)))
                    .updateExpression("SET #seen = :seen, #watch = if_not_exists(#watch, :heard)")
                    .conditionExpression("attribute_not_exists(#seen) OR #seen < :seen")
                    .expressionAttributeNames(Map.of("#seen", Attributes.LAST_SEEN, "#watch", Attributes.WATCH))
                    .expressionAttributeValues(
                            Map.of(":seen", Values.instant(heardAt), ":heard", WatchState.HEARD.of(thing))));
        } catch (ConditionalCheckFailedException later) {
            // Somebody heard it later than that.
        }
        known.put(thing, heardAt);
    }
}
