package io.towersense.local.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.towersense.cloud.table.TableDefinitions;
import io.towersense.dynamodblocal.DynamoDbLocal;
import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class StoreWatchTest {
    private static final String TABLE = TableDefinitions.READINGS;
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private static DynamoDbLocal local;

    private final StoreWatch watch = new StoreWatch(TABLE, new ManualClock(NOW));
    private final List<StoredReading> told = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        local = DynamoDbLocal.start();
        try (DynamoDbClient client = client(ServiceTime.NONE)) {
            client.createTable(TableDefinitions.readings(TABLE));
            client.createTable(TableDefinitions.state(TableDefinitions.STATE));
        }
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @BeforeEach
    void listen() {
        watch.listen(told::add);
    }

    @Test
    void whatTheTableConfirmedIsTold() {
        try (DynamoDbClient client = client(watch)) {
            client.putItem(request -> request.tableName(TABLE).item(item("a")));
            client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, List.of(write("b"), write("c")))));
            client.putItem(request -> request.tableName(TableDefinitions.STATE)
                    .item(Map.of("device_id", AttributeValue.fromS("a"), "record", AttributeValue.fromS("DEVICE"))));
        }
        assertThat(told)
                .containsExactly(
                        new StoredReading("a", "t", NOW),
                        new StoredReading("b", "t", NOW),
                        new StoredReading("c", "t", NOW));
        assertThat(watch.stored()).isEqualTo(3);
    }

    @Test
    void whatTheTableRefusedIsNot() {
        try (DynamoDbClient client = client(watch)) {
            assertThatThrownBy(() -> client.putItem(request -> request.tableName(TABLE)
                            .item(item("x"))
                            .conditionExpression("attribute_exists(device_id)")))
                    .isInstanceOf(ConditionalCheckFailedException.class);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whatCameBackUnprocessedIsNot() {
        Context.AfterExecution execution = mock(Context.AfterExecution.class);
        when(execution.request())
                .thenReturn(BatchWriteItemRequest.builder()
                        .requestItems(Map.of(TABLE, List.of(write("a"), write("b"))))
                        .build());
        when(execution.response())
                .thenReturn(BatchWriteItemResponse.builder()
                        .unprocessedItems(Map.of(TABLE, List.of(write("a"))))
                        .build());
        watch.afterExecution(execution, new ExecutionAttributes());
        assertThat(told).containsExactly(new StoredReading("b", "t", NOW));
    }

    @Test
    void aServiceTimeIsNeverCutShort() {
        Clock clock = Clock.system();
        Duration time = Duration.ofMillis(300);
        try (DynamoDbClient client = client(new ServiceTime(time, time))) {
            Duration start = clock.monotonic();
            Stream<Integer> calls = IntStream.range(0, 4).boxed().parallel();
            calls.forEach(
                    number -> client.putItem(request -> request.tableName(TABLE).item(item("parallel-" + number))));
            assertThat(clock.monotonic().minus(start)).isGreaterThanOrEqualTo(time);
        }
    }

    private static WriteRequest write(String device) {
        return WriteRequest.builder().putRequest(put -> put.item(item(device))).build();
    }

    private static Map<String, AttributeValue> item(String device) {
        return Map.of("device_id", AttributeValue.fromS(device), "timestamp", AttributeValue.fromS("t"));
    }

    private static DynamoDbClient client(ExecutionInterceptor interceptor) {
        return DynamoDbClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(ApacheHttpClient.create())
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(interceptor))
                .build();
    }
}
