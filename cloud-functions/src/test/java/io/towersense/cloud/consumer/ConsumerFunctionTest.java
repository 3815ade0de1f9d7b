package io.towersense.cloud.consumer;

import static io.towersense.cloud.testing.Events.enveloped;
import static io.towersense.cloud.testing.Events.reading;
import static io.towersense.cloud.testing.Events.sequenceNumber;
import static io.towersense.cloud.testing.Items.number;
import static io.towersense.cloud.testing.Items.text;
import static io.towersense.cloud.testing.Items.value;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.FaultyDynamoDb;
import io.towersense.cloud.testing.TestCloud;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConsumerFunctionTest {
    private final TestCloud cloud = new TestCloud();
    private final ConsumerFunction consumer = cloud.consumer();

    @Test
    void aValidRecordIsDecodedAndStoredWithAllThatItHolds() {
        byte[] json = """
                {"device_id":"tower-1","timestamp":"2026-11-22T10:59:59.5+01:00","temperature":23.510,"humidity":45.2,\
                "fan_speed":1E+3,"firmware_version":"1.2.0","site_id":"site-7","simulated":true,"clock":"synced",\
                "quality":{"humidity":["spike"]}}""".getBytes(UTF_8);

        StreamsEventResponse answer = consumer.handleRequest(cloud.bare(json), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        Map<String, AttributeValue> item = onlyReading();
        assertThat(item)
                .containsEntry("device_id", AttributeValue.fromS("tower-1"))
                .containsEntry("timestamp", AttributeValue.fromS("2026-11-22T09:59:59.500000Z"))
                .containsEntry("temperature", AttributeValue.fromN("23.51"))
                .containsEntry("humidity", AttributeValue.fromN("45.2"))
                .containsEntry("fan_speed", AttributeValue.fromN("1000"))
                .containsEntry("firmware_version", AttributeValue.fromS("1.2.0"))
                .containsEntry("site_id", AttributeValue.fromS("site-7"))
                .containsEntry("simulated", AttributeValue.fromBool(true))
                .containsEntry("clock", AttributeValue.fromS("synced"))
                .containsEntry("ingestion_timestamp", AttributeValue.fromS("2026-11-22T10:00:00Z"))
                .containsEntry("expires_at", AttributeValue.fromN(Long.toString(START.getEpochSecond() + 365 * 86_400)))
                .doesNotContainKeys("thing", "breaches");
        assertThat(value(value(item, "quality").m(), "humidity").l()).containsExactly(AttributeValue.fromS("spike"));
    }

    @Test
    void numbersAreStoredExactlyToTheEndsOfWhatATableCanHold() {
        Map<String, String> values = Map.of(
                "temperature", "0.1",
                "largest", "9.9999999999999999999999999999999999999E+125",
                "smallest", "1E-130",
                "digits", "-1234567890.1234567890123456789012345678",
                "zeros", "1.00000000000000000000000000000000000000000000000000",
                "nothing", "0E-300");

        consumer.handleRequest(cloud.bare(reading("tower-1", START, values)), null);

        Map<String, AttributeValue> item = onlyReading();
        values.forEach((name, value) -> assertThat(number(item, name)).as(name).isEqualByComparingTo(value));
    }

    @Test
    void aMalformedRecordGoesToQuarantineWithItsBytesAndIsNotReported() {
        StreamsEventResponse answer = consumer.handleRequest(cloud.bare("{\"device_id\":".getBytes(UTF_8)), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(cloud.quarantine.keys()).containsExactly("2026-11-22/bare/" + sequenceNumber(0) + ".json");
        assertThat(cloud.quarantine.contents()).singleElement().satisfies(kept -> {
            assertThat(kept.get("reason").asText()).isEqualTo("undecodable");
            assertThat(kept.get("sequence_number").asText()).isEqualTo(sequenceNumber(0));
            assertThat(new String(
                            Base64.getDecoder().decode(kept.get("envelope").asText()), UTF_8))
                    .isEqualTo("{\"device_id\":");
        });
    }

    @Test
    void aMissingFieldIsNamedInQuarantine() {
        consumer.handleRequest(cloud.bare("{\"device_id\":\"tower-1\",\"temperature\":20}".getBytes(UTF_8)), null);

        assertThat(cloud.quarantine.contents()).singleElement().satisfies(kept -> {
            assertThat(kept.get("reason").asText()).isEqualTo("invalid");
            assertThat(kept.get("detail").asText()).isEqualTo("timestamp: is missing");
        });
        assertThat(cloud.tables.storedReadings()).isEmpty();
    }

    @Test
    void aValidRecordPassesBesideAnInvalidOne() {
        consumer.handleRequest(
                cloud.bare(reading("tower-1", START, Map.of("temperature", "NaN")), reading("tower-1", START, 20.5)),
                null);

        assertThat(onlyReading()).containsEntry("temperature", AttributeValue.fromN("20.5"));
        assertThat(cloud.quarantine.contents()).hasSize(1);
    }

    @Test
    void aRecordWithoutKinesisIsAClearErrorBeforeAnythingIsDone() {
        KinesisEvent event =
                Events.of(List.of(Events.record(0, reading("tower-1", START, 20), START), new KinesisEventRecord()));

        assertThatThrownBy(() -> consumer.handleRequest(event, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Records[1].kinesis");
        assertThat(cloud.tables.storedReadings()).isEmpty();
    }

    @Test
    void anEmptyEventIsNothingToDo() {
        assertThat(consumer.handleRequest(Events.of(List.of()), null).getBatchItemFailures())
                .isEmpty();
        assertThat(consumer.handleRequest(new KinesisEvent(), null).getBatchItemFailures())
                .isEmpty();
        assertThat(cloud.dynamoDb.calls("batchWriteItem")).isZero();
    }

    @Test
    void allRecordsOfAnEventAreProcessed() {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            payloads.add(reading("tower-" + i % 10, START.plusMillis(i), 20 + i / 10.0));
        }

        StreamsEventResponse answer = consumer.handleRequest(Events.of(START, payloads), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(cloud.tables.storedReadings()).hasSize(100);
        assertThat(cloud.dynamoDb.calls("batchWriteItem")).isEqualTo(4);
    }

    @Test
    void aTableErrorIsReportedFromTheFirstRecordThatIsNotSettled() {
        cloud.dynamoDb.beforeWrite(request -> {
            throw FaultyDynamoDb.error("ResourceNotFoundException", 400);
        });

        StreamsEventResponse answer = consumer.handleRequest(
                cloud.bare("broken".getBytes(UTF_8), reading("tower-1", START, 50), reading("tower-2", START, 20)),
                null);

        assertThat(answer.getBatchItemFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getItemIdentifier()).isEqualTo(sequenceNumber(1)));
        assertThat(cloud.quarantine.contents()).hasSize(1);
        assertThat(cloud.invocations.requests()).isEmpty();
        assertThat(cloud.metrics.requests()).isEmpty();
    }

    @Test
    void somethingUnexpectedPropagatesOnlyWhereNothingWasSettled() {
        cloud.dynamoDb.beforeWrite(request -> {
            throw new IllegalStateException("nobody thought of this");
        });

        assertThatThrownBy(() -> consumer.handleRequest(cloud.bare(reading("tower-1", START, 20)), null))
                .isInstanceOf(IllegalStateException.class);
        assertThat(consumer.handleRequest(cloud.bare("broken".getBytes(UTF_8), reading("tower-1", START, 20)), null)
                        .getBatchItemFailures())
                .hasSize(1);
    }

    @Test
    void aHundredRecordsWithOneUndecodableOneInvalidAndOneWhoseWriteFailsOnceEndAsTheyShould() {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            payloads.add(reading("tower-" + i % 10, START.plusMillis(i), i % 10 == 3 ? 46 + i / 100.0 : 20));
        }
        payloads.set(17, "{oops".getBytes(UTF_8));
        payloads.set(71, reading("tower-1", START, Map.of("temperature", "1E200")));
        AtomicInteger refusals = new AtomicInteger();
        String failing = "2026-11-22T10:00:00.053000Z";
        cloud.dynamoDb.leaveOver(item -> text(item, "timestamp").equals(failing) && refusals.incrementAndGet() > 0);
        KinesisEvent event = Events.of(START, payloads);

        StreamsEventResponse first = consumer.handleRequest(event, null);

        assertThat(first.getBatchItemFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getItemIdentifier()).isEqualTo(sequenceNumber(53)));
        assertThat(refusals.get()).isGreaterThan(2);
        assertThat(cloud.tables.storedReadings()).hasSize(97);
        assertThat(cloud.quarantine.contents()).hasSize(2);
        assertThat(cloud.invocations.events())
                .singleElement()
                .satisfies(event1 -> assertThat(event1.deviceId()).isEqualTo("tower-3"));
        assertThat(cloud.metrics.sums()).containsExactlyInAnyOrderEntriesOf(Map.of("", 5.0, "tower-3", 5.0));

        cloud.dynamoDb.leaveOver(item -> false);
        StreamsEventResponse second = consumer.handleRequest(Events.again(event, first), null);

        assertThat(second.getBatchItemFailures()).isEmpty();
        assertThat(cloud.tables.storedReadings()).hasSize(98);
        assertThat(cloud.quarantine.keys()).hasSize(2);
        assertThat(cloud.quarantine.contents())
                .extracting(kept -> kept.get("reason").asText())
                .containsExactlyInAnyOrder("undecodable", "invalid");
        assertThat(cloud.invocations.events()).hasSize(1);
        assertThat(cloud.metrics.sums()).containsExactlyInAnyOrderEntriesOf(Map.of("", 10.0, "tower-3", 10.0));
    }

    @Test
    void aBareRecordIsKeptOutWhereOnlyEnvelopesAreTaken() {
        cloud.consumer(cloud.settings().acceptingBare(false))
                .handleRequest(cloud.bare(reading("tower-1", START, 20)), null);

        assertThat(cloud.tables.storedReadings()).isEmpty();
        assertThat(cloud.quarantine.contents())
                .singleElement()
                .satisfies(kept -> assertThat(kept.get("reason").asText()).isEqualTo("bare_not_accepted"));
    }

    @Test
    void aGatewaysBatchIsStoredUnderItsNameAndNotJudgedAgain() {
        String batch = """
                {"rules_version":"abc","readings":[
                {"device_id":"tower-1","timestamp":"2026-11-22T10:00:00Z","temperature":50,"breaches":["temperature-high"]},
                {"device_id":"tower-1","timestamp":"2026-11-22T10:00:01Z"},
                {"device_id":"tower-2","timestamp":"2026-11-22T10:00:01Z","humidity":95}]}""";

        consumer.handleRequest(cloud.bare(enveloped("gateway-1", START, batch.getBytes(UTF_8))), null);

        assertThat(cloud.tables.storedReadings())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item).containsEntry("thing", AttributeValue.fromS("gateway-1")));
        assertThat(cloud.quarantine.contents()).singleElement().satisfies(kept -> {
            assertThat(kept.get("thing").asText()).isEqualTo("gateway-1");
            assertThat(kept.get("readings").get(0).get("index").asInt()).isEqualTo(1);
            assertThat(kept.get("readings").get(0).get("reading").asText()).contains("10:00:01Z");
        });
        assertThat(cloud.invocations.requests()).isEmpty();
        assertThat(cloud.metrics.sums()).containsExactlyInAnyOrderEntriesOf(Map.of("", 1.0, "tower-1", 1.0));
    }

    private Map<String, AttributeValue> onlyReading() {
        List<Map<String, AttributeValue>> readings = cloud.tables.storedReadings();
        assertThat(readings).hasSize(1);
        return readings.get(0);
    }
}
