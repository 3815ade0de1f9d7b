package io.towersense.cloud.consumer;

import static io.towersense.cloud.testing.Events.reading;
import static io.towersense.cloud.testing.Events.sequenceNumber;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.FaultyDynamoDb;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.codec.BatchCodec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WritingTest {
    private final TestCloud cloud = new TestCloud();
    private final ConsumerFunction consumer = cloud.consumer();

    @Test
    void ofReadingsWithOneIdentityTheLaterWinsAndTheTableSeesOne() {
        consumer.handleRequest(
                cloud.bare(
                        reading("tower-1", START, 20),
                        reading("tower-1", START, 21),
                        "{\"device_id\":\"tower-1\",\"timestamp\":\"2026-11-22T11:00:00+01:00\",\"temperature\":22}"
                                .getBytes(UTF_8)),
                null);

        assertThat(cloud.tables.storedReadings())
                .singleElement()
                .satisfies(item -> assertThat(Items.number(item, "temperature")).isEqualTo(new BigDecimal("22")));
    }

    @Test
    void ifTheLaterOfOneIdentityFailsBothComeAgain() {
        cloud.dynamoDb.leaveOver(item -> Items.text(item, "timestamp").equals("2026-11-22T10:00:00.000000Z"));

        var answer = consumer.handleRequest(
                cloud.bare(
                        reading("tower-1", START, 20),
                        reading("tower-1", START.plusSeconds(1), 20),
                        reading("tower-1", START, 21)),
                null);

        assertThat(answer.getBatchItemFailures().get(0).getItemIdentifier()).isEqualTo(sequenceNumber(0));
    }

    @Test
    void itemsThatAreLeftOverAreTriedAgainAndOnlyThose() {
        AtomicInteger times = new AtomicInteger();
        cloud.dynamoDb.leaveOver(
                item -> Items.text(item, "timestamp").endsWith("7000Z") && times.incrementAndGet() <= 3);
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            payloads.add(reading("tower-1", START.plusMillis(i), 20));
        }

        var answer = consumer.handleRequest(Events.of(START, payloads), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(cloud.tables.storedReadings()).hasSize(10);
        assertThat(cloud.dynamoDb.calls("batchWriteItem")).isEqualTo(4);
    }

    @Test
    void aThrottledGroupWaitsAndIsTriedAgain() {
        AtomicInteger times = new AtomicInteger();
        cloud.dynamoDb.beforeWrite(request -> {
            if (times.incrementAndGet() <= 4) {
                throw FaultyDynamoDb.error("ProvisionedThroughputExceededException", 400);
            }
        });

        var answer = consumer.handleRequest(cloud.bare(reading("tower-1", START, 20)), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(cloud.clock.now()).isAfter(START);
    }

    @Test
    void whatIsThrottledForEverEndsBeforeTheInvocationDoes() {
        cloud.dynamoDb.beforeWrite(request -> {
            throw FaultyDynamoDb.error("ProvisionedThroughputExceededException", 400);
        });

        var answer = consumer.handleRequest(cloud.bare(reading("tower-1", START, 20)), null);

        assertThat(answer.getBatchItemFailures()).hasSize(1);
        assertThat(cloud.clock.now()).isBefore(START.plusSeconds(20));
    }

    @Test
    void whenTheTimeIsUpNoFurtherGroupIsTried() {
        cloud.dynamoDb.beforeWrite(request -> cloud.clock.advance(Duration.ofSeconds(30)));
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            payloads.add(reading("tower-1", START.plusMillis(i), 20));
        }

        var answer = consumer.handleRequest(Events.of(START, payloads), null);

        assertThat(answer.getBatchItemFailures()).hasSize(1);
        assertThat(cloud.dynamoDb.calls("batchWriteItem")).isLessThanOrEqualTo(8);
    }

    @Test
    void aReadingThatTheTableNeverTakesIsFoundAmongItsGroupAndGoesToQuarantine() {
        List<byte[]> readings = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            readings.add(reading("tower-1", START.plusMillis(i), 20));
        }
        readings.set(13, enormousReading());
        byte[] batch = BatchCodec.gzip(BatchCodec.join("1", readings, List.of()));

        var answer = consumer.handleRequest(cloud.bare(Events.enveloped("gateway-1", START, batch)), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(cloud.tables.storedReadings()).hasSize(29);
        assertThat(cloud.quarantine.contents()).singleElement().satisfies(kept -> {
            assertThat(kept.get("reason").asText()).isEqualTo("refused_by_table");
            assertThat(kept.get("readings").get(0).get("index").asInt()).isEqualTo(13);
            assertThat(kept.get("attempts").asInt()).isEqualTo(2);
        });
    }

    @Test
    void ifTheLaterOfOneIdentityIsRefusedTheEarlierIsStored() {
        List<byte[]> readings = List.of(reading("tower-1", START.plusMillis(13), 20), enormousReading());
        byte[] batch = BatchCodec.gzip(BatchCodec.join("1", readings, List.of()));

        consumer.handleRequest(cloud.bare(Events.enveloped("gateway-1", START, batch)), null);

        assertThat(cloud.tables.storedReadings())
                .singleElement()
                .satisfies(item -> assertThat(Items.number(item, "temperature")).isEqualTo(new BigDecimal("20")));
        assertThat(cloud.quarantine.contents()).hasSize(1);
    }

    @Test
    void anotherTableThanItShouldBeQuarantinesNothing() {
        ConsumerSettings wrong = ConsumerSettings.of(
                        cloud.tables.state(), cloud.tables.state(), "quarantine", "alert-handler")
                .acceptingBare(true);

        var answer = cloud.consumer(wrong).handleRequest(cloud.bare(reading("tower-1", START, 20)), null);

        assertThat(answer.getBatchItemFailures()).hasSize(1);
        assertThat(cloud.quarantine.contents()).isEmpty();
    }

    @Test
    void ifQuarantineFailsTheRecordComesAgainAndIsKeptOnce() {
        cloud.quarantine.failNext(1);
        KinesisEvent event = cloud.bare(reading("tower-1", START, 20), "oops".getBytes(UTF_8));

        var answer = consumer.handleRequest(event, null);
        assertThat(answer.getBatchItemFailures().get(0).getItemIdentifier()).isEqualTo(sequenceNumber(1));
        consumer.handleRequest(Events.again(event, answer), null);
        consumer.handleRequest(event, null);

        assertThat(cloud.quarantine.keys()).hasSize(1);
    }

    @Test
    void writeGroupsAreUnderWayTogetherButNotMoreThanTheSettingAllows() {
        AtomicInteger now = new AtomicInteger();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        cloud.dynamoDb.beforeWrite(request -> seen.add(now.incrementAndGet()));
        cloud.dynamoDb.afterWrite(now::decrementAndGet);
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            payloads.add(reading("tower-1", START.plusMillis(i), 20));
        }

        consumer.handleRequest(Events.of(START, payloads), null);

        assertThat(new HashSet<>(seen)).contains(2).doesNotContain(9);
        assertThat(cloud.tables.storedReadings()).hasSize(1_000);
    }

    private static byte[] enormousReading() {
        StringBuilder json = new StringBuilder(
                "{\"device_id\":\"tower-1\",\"timestamp\":\"2026-11-22T10:00:00.013Z\",\"temperature\":1");
        for (int i = 0; i < 30_000; i++) {
            json.append(",\"metric").append(i).append("\":1.23456789");
        }
        return json.append('}').toString().getBytes(UTF_8);
    }
}
