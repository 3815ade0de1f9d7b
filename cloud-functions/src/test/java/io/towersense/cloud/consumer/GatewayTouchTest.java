package io.towersense.cloud.consumer;

import static io.towersense.cloud.testing.Events.enveloped;
import static io.towersense.cloud.testing.Events.reading;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.cloud.table.TableDefinitions;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.FaultyDynamoDb;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.Log;
import io.towersense.cloud.testing.TestCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** When gateways and bare devices were heard, by which they are watched. */
class GatewayTouchTest {
    private final TestCloud cloud = new TestCloud();
    private final ConsumerFunction consumer = cloud.consumer();

    @Test
    void aGatewayThatIsHeardIsWatched() {
        send(consumer, START.plusMillis(250));

        assertThat(gateway())
                .containsEntry("last_seen", AttributeValue.fromS("2026-11-22T10:00:00.250000Z"))
                .hasEntrySatisfying("watch", mark -> assertThat(mark.s()).matches("heard#[0-3]"));
    }

    @Test
    void itsItemIsWrittenOnceAMinuteHoweverMuchItSends() {
        for (int second = 0; second < 180; second += 5) {
            send(consumer, START.plusSeconds(second));
        }

        // Three for the gateway, and one for its device, which the clock of the container lets pass.
        assertThat(cloud.dynamoDb.calls("updateItem")).isEqualTo(4);
        assertThat(Items.text(gateway(), "last_seen")).isEqualTo("2026-11-22T10:02:00.000000Z");
    }

    @Test
    void whatWasReceivedEarlierMovesNothing() {
        send(consumer, START.plusSeconds(300));

        send(consumer, START);
        send(cloud.consumer(), START.plusSeconds(60));

        assertThat(Items.text(gateway(), "last_seen")).isEqualTo("2026-11-22T10:05:00.000000Z");
    }

    @Test
    void aMessageThatNobodyCanReadIsASignOfLifeToo() {
        consumer.handleRequest(cloud.bare(enveloped("gateway-1", START, "oops".getBytes(UTF_8))), null);

        assertThat(gateway()).containsKey("watch");
    }

    @Test
    void whatTheGatewaysItemCannotTakeFailsNoRecord() {
        cloud.dynamoDb.beforeUpdate(request -> {
            if (Items.text(request.key(), "record").equals("GATEWAY")) {
                throw FaultyDynamoDb.error("ProvisionedThroughputExceededException", 400);
            }
        });

        StreamsEventResponse answer = send(consumer, START);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(cloud.tables.storedReadings()).hasSize(1);
        assertThat(cloud.tables.state("gateway-1", "GATEWAY")).isEmpty();

        cloud.dynamoDb.beforeUpdate(request -> {});
        send(consumer, START.plusSeconds(1));
        assertThat(gateway()).containsKey("watch");
    }

    @Test
    void afterATouchThatFailedTheEventsOthersAreLeftWithOneLine() {
        AtomicInteger touches = new AtomicInteger();
        cloud.dynamoDb.beforeUpdate(request -> {
            if (Items.text(request.key(), "record").equals("GATEWAY")) {
                touches.incrementAndGet();
                throw FaultyDynamoDb.error("ProvisionedThroughputExceededException", 400);
            }
        });
        ConsumerFunction oneAtATime = cloud.consumer(oneAtATime("20s"));

        try (Log log = Log.of(GatewayTouches.class)) {
            oneAtATime.handleRequest(Events.of(START, threeGateways()), null);

            assertThat(log.lines(Level.WARN)).hasSize(1);
        }
        assertThat(touches).hasValue(1);
        assertThat(cloud.tables.storedReadings()).hasSize(3);
    }

    @Test
    void noTouchBeginsAfterTheTimeForWriting() {
        AtomicInteger touches = new AtomicInteger();
        cloud.dynamoDb.afterWrite(() -> cloud.clock.advance(Duration.ofSeconds(20)));
        cloud.dynamoDb.beforeUpdate(request -> {
            if (Items.text(request.key(), "record").equals("GATEWAY")) {
                touches.incrementAndGet();
            }
        });
        ConsumerFunction oneAtATime = cloud.consumer(oneAtATime("20s"));

        StreamsEventResponse answer = oneAtATime.handleRequest(Events.of(START, threeGateways()), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(touches).hasValue(0);
    }

    @Test
    void aSilentGatewaysMarkIsNotTheConsumersToChange() {
        send(consumer, START);
        mark("gateway-1", "GATEWAY", "silent#0");

        send(consumer, START.plusSeconds(90));

        assertThat(gateway()).containsEntry("watch", AttributeValue.fromS("silent#0"));
    }

    @Test
    void aBareDeviceIsWatchedAndAThingsDeviceIsNot() {
        send(consumer, START);
        consumer.handleRequest(cloud.bare(reading("tower-9", START, 20)), null);

        assertThat(device("tower-9"))
                .hasEntrySatisfying("watch", mark -> assertThat(mark.s()).matches("heard#[0-3]"));
        assertThat(device("tower-1")).doesNotContainKey("watch");
    }

    @Test
    void aBareReadingThatWasReceivedEarlierMovesNothing() {
        bare(consumer, START.plusSeconds(60), START.plusSeconds(60));

        bare(cloud.consumer(), START, START.plusSeconds(61));

        assertThat(device("tower-9"))
                .containsEntry("last_seen", AttributeValue.fromS("2026-11-22T10:01:00.000000Z"))
                .containsEntry("last_timestamp", AttributeValue.fromS("2026-11-22T10:01:01.000000Z"));
    }

    @Test
    void aTableWithoutTheIndexTakesReadingsAsBefore() {
        String name = "state-without-index";
        CreateTableRequest withIndex = TableDefinitions.state(name);
        cloud.tables
                .client()
                .createTable(CreateTableRequest.builder()
                        .tableName(name)
                        .billingMode(withIndex.billingMode())
                        .keySchema(withIndex.keySchema())
                        .attributeDefinitions(withIndex.attributeDefinitions().subList(0, 2))
                        .build());
        ConsumerFunction elsewhere =
                cloud.consumer(ConsumerSettings.of(cloud.tables.readings(), name, "quarantine", "alert-handler"));

        assertThat(send(elsewhere, START).getBatchItemFailures()).isEmpty();
        assertThat(cloud.tables.storedReadings()).hasSize(1);
    }

    private static StreamsEventResponse send(ConsumerFunction to, Instant receivedAt) {
        byte[] batch = ("{\"rules_version\":\"1\",\"readings\":["
                        + new String(reading("tower-1", receivedAt, 20), UTF_8) + "]}")
                .getBytes(UTF_8);
        return to.handleRequest(Events.of(receivedAt, enveloped("gateway-1", receivedAt, batch)), null);
    }

    private ConsumerSettings oneAtATime(String patience) {
        return ConsumerSettings.fromEnvironment(Map.of(
                "READINGS_TABLE",
                cloud.tables.readings(),
                "STATE_TABLE",
                cloud.tables.state(),
                "QUARANTINE_BUCKET",
                "quarantine",
                "ALERT_FUNCTION",
                "alert-handler",
                "CALLS_IN_FLIGHT",
                "1",
                "PATIENCE",
                patience));
    }

    private static List<byte[]> threeGateways() {
        return Stream.of("1", "2", "3")
                .map(number -> enveloped(
                        "gateway-" + number,
                        START,
                        ("{\"rules_version\":\"1\",\"readings\":["
                                        + new String(reading("tower-" + number, START, 20), UTF_8) + "]}")
                                .getBytes(UTF_8)))
                .toList();
    }

    private static void bare(ConsumerFunction to, Instant receivedAt, Instant timestamp) {
        to.handleRequest(Events.of(receivedAt, reading("tower-9", timestamp, 20)), null);
    }

    private void mark(String id, String record, String mark) {
        cloud.tables
                .client()
                .updateItem(update -> update.tableName(cloud.tables.state())
                        .key(Map.of("device_id", AttributeValue.fromS(id), "record", AttributeValue.fromS(record)))
                        .updateExpression("SET watch = :mark")
                        .expressionAttributeValues(Map.of(":mark", AttributeValue.fromS(mark))));
    }

    private Map<String, AttributeValue> gateway() {
        return cloud.tables.state("gateway-1", "GATEWAY").orElseThrow();
    }

    private Map<String, AttributeValue> device(String id) {
        return cloud.tables.state(id, "DEVICE").orElseThrow();
    }
}
