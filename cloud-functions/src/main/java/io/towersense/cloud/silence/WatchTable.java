package io.towersense.cloud.silence;

import io.towersense.cloud.table.Attributes;
import io.towersense.cloud.table.TableDefinitions;
import io.towersense.cloud.table.Values;
import io.towersense.cloud.table.WatchState;
import io.towersense.telemetry.codec.ReadingCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Who is watched, in the table of devices and its index. All methods throw {@link SdkException} where the table does not
 * answer.
 */
final class WatchTable {
    /** How many are settled together: as many as one hand-over carries, and the alert handler tells in a few seconds. */
    private static final int PAGE = 100;

    private static final Map<String, String> NAMES =
            Map.of("#watch", Attributes.WATCH, "#seen", Attributes.LAST_SEEN, "#record", Attributes.RECORD);
    private static final Map<String, String> TAKEN = Map.of("#watch", Attributes.WATCH, "#turn", Attributes.WATCH_TURN);

    private final DynamoDbClient dynamoDb;
    private final String table;

    WatchTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** Those in one partition who are marked so and were last seen before {@code limit}, page by page. */
    Stream<List<WatchedKey>> seenBefore(Instant limit, WatchState state, int partition) {
        return pages(state, partition, "#watch = :watch AND #seen < :limit", limit);
    }

    /** Those in one partition who are marked so and were seen since {@code limit}, page by page. */
    Stream<List<WatchedKey>> seenSince(Instant limit, WatchState state, int partition) {
        return pages(state, partition, "#watch = :watch AND #seen >= :limit", limit);
    }

    /** How many of this kind are marked so. */
    long count(WatchState state, WatchedKind kind) {
        long count = 0;
        for (int partition = 0; partition < WatchState.PARTITIONS; partition++) {
            QueryRequest query = QueryRequest.builder()
                    .tableName(table)
                    .indexName(TableDefinitions.WATCH_INDEX)
                    .select(Select.COUNT)
                    .keyConditionExpression("#watch = :watch")
                    .filterExpression("#record = :record")
                    .expressionAttributeNames(Map.of("#watch", Attributes.WATCH, "#record", Attributes.RECORD))
                    .expressionAttributeValues(
                            Map.of(":watch", state.in(partition), ":record", Values.text(kind.record())))
                    .build();
            count += dynamoDb.queryPaginator(query).stream()
                    .mapToLong(QueryResponse::count)
                    .sum();
        }
        return count;
    }

    /**
     * Marks it as being settled. Whoever took it before can mark it no more.
     *
     * @return as it is this moment; empty where it is not watched any more
     */
    Optional<Watched> take(WatchedKey key) {
        try {
            return Optional.of(watched(
                    key,
                    dynamoDb.updateItem(request -> request.tableName(table)
                                    .key(item(key))
                                    .updateExpression("SET #watch = :settling ADD #turn :one")
                                    .conditionExpression("attribute_exists(#watch)")
                                    .expressionAttributeNames(TAKEN)
                                    .expressionAttributeValues(Map.of(
                                            ":settling", WatchState.SETTLING.of(key.id()), ":one", Values.number(1)))
                                    .returnValues(ReturnValue.ALL_NEW))
                            .attributes()));
        } catch (ConditionalCheckFailedException watchedNoMore) {
            return Optional.empty();
        }
    }

    /** Marks it as settled, unless somebody took it after that. */
    void mark(Watched watched, WatchState state) {
        update(watched, "SET #watch = :to", Map.of(":to", state.of(watched.key().id())));
    }

    /** Watches it no more, unless somebody took it after that. */
    void release(Watched watched) {
        update(watched, "REMOVE #watch", Map.of());
    }

    private void update(Watched watched, String expression, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":settling", WatchState.SETTLING.of(watched.key().id()));
        all.put(":turn", Values.number(watched.turn()));
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(item(watched.key()))
                    .updateExpression(expression)
                    .conditionExpression("#watch = :settling AND #turn = :turn")
                    .expressionAttributeNames(TAKEN)
                    .expressionAttributeValues(all));
        } catch (ConditionalCheckFailedException meanwhile) {
            // Another invocation took it, or its device was claimed: whoever looks last sees to it.
        }
    }

    private Stream<List<WatchedKey>> pages(WatchState state, int partition, String condition, Instant limit) {
        return dynamoDb
                .queryPaginator(request -> request.tableName(table)
                        .indexName(TableDefinitions.WATCH_INDEX)
                        .limit(PAGE)
                        .keyConditionExpression(condition)
                        .projectionExpression("device_id, #record")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(
                                Map.of(":watch", state.in(partition), ":limit", Values.instant(limit))))
                .stream()
                .map(page -> page.items().stream()
                        .map(WatchTable::key)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Watched watched(WatchedKey key, Map<String, AttributeValue> item) {
        return new Watched(
                key,
                Values.whole(item, Attributes.WATCH_TURN).orElse(0L),
                Values.instant(item, Attributes.LAST_SEEN).orElse(Instant.EPOCH),
                Values.text(item, Attributes.THING),
                Values.text(item, Attributes.LAST_READING)
                        .map(json -> ReadingCodec.decode(json.getBytes(StandardCharsets.UTF_8))));
    }

    private static Optional<WatchedKey> key(Map<String, AttributeValue> item) {
        String id = Values.text(item, Attributes.DEVICE_ID).orElse("");
        return Values.text(item, Attributes.RECORD).flatMap(WatchedKind::of).map(kind -> new WatchedKey(id, kind));
    }

    private static Map<String, AttributeValue> item(WatchedKey key) {
        return Map.of(
                Attributes.DEVICE_ID, Values.text(key.id()),
                Attributes.RECORD, Values.text(key.kind().record()));
    }
}
