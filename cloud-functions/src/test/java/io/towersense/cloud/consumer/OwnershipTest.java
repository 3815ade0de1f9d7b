package io.towersense.cloud.consumer;

import static io.towersense.cloud.testing.Events.enveloped;
import static io.towersense.cloud.testing.Events.reading;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.FaultyDynamoDb;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.TestCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class OwnershipTest {
    private final TestCloud cloud = new TestCloud();
    private final ConsumerFunction consumer = cloud.consumer();

    @Test
    void theFirstThingThatSendsADeviceOwnsItAndAnothersReadingsGoToQuarantine() {
        send(consumer, "gateway-1", START);
        send(consumer, "gateway-2", START.plusSeconds(1));
        send(cloud.consumer(), "gateway-2", START.plusSeconds(2));

        assertThat(cloud.tables.storedReadings()).hasSize(1);
        assertThat(device()).containsEntry("thing", AttributeValue.fromS("gateway-1"));
        assertThat(cloud.quarantine.contents())
                .isNotEmpty()
                .allSatisfy(kept -> assertThat(kept.get("reason").asText()).isEqualTo("foreign_device"));
    }

    @Test
    void ofTwoThingsInOneEventTheFirstOwnsTheDevice() {
        consumer.handleRequest(
                cloud.bare(
                        enveloped("gateway-2", START, reading("tower-1", START, 20)),
                        enveloped("gateway-1", START, reading("tower-1", START.plusSeconds(1), 20))),
                null);

        assertThat(device()).containsEntry("thing", AttributeValue.fromS("gateway-2"));
        assertThat(cloud.quarantine.keys())
                .singleElement()
                .satisfies(
                        key -> assertThat(key).isEqualTo("2026-11-22/gateway-1/" + Events.sequenceNumber(1) + ".json"));
    }

    @Test
    void aBareReadingClaimsNothingAndAThingMayComeLater() {
        consumer.handleRequest(cloud.bare(reading("tower-1", START, 20)), null);
        assertThat(device()).doesNotContainKey("thing");

        send(consumer, "gateway-1", START.plusSeconds(1));

        assertThat(device()).containsEntry("thing", AttributeValue.fromS("gateway-1"));
        assertThat(cloud.tables.storedReadings()).hasSize(2);
    }

    @Test
    void aBareReadingOfAThingsDeviceIsForeign() {
        send(cloud.consumer(), "gateway-1", START);

        consumer.handleRequest(cloud.bare(reading("tower-1", START.plusSeconds(1), 20)), null);

        assertThat(cloud.tables.storedReadings()).hasSize(1);
        assertThat(cloud.quarantine.contents())
                .singleElement()
                .satisfies(kept -> assertThat(kept.get("reason").asText()).isEqualTo("foreign_device"));
    }

    @Test
    void aBareReadingIsForeignSoonAfterAThingClaimedTheDeviceElsewhere() {
        consumer.handleRequest(cloud.bare(reading("tower-1", START, 20)), null);
        send(cloud.consumer(), "gateway-1", START.plusSeconds(1));
        cloud.clock.advance(Duration.ofSeconds(10));
        consumer.handleRequest(cloud.bare(reading("tower-1", START.plusSeconds(10), 20)), null);

        consumer.handleRequest(cloud.bare(reading("tower-1", START.plusSeconds(11), 20)), null);

        assertThat(cloud.quarantine.contents()).hasSize(1);
    }

    @Test
    void ifNobodyKnowsWhoOwnsADeviceItsReadingsComeAgain() {
        cloud.dynamoDb.beforeUpdate(request -> {
            throw FaultyDynamoDb.error("ProvisionedThroughputExceededException", 400);
        });

        var answer =
                consumer.handleRequest(cloud.bare(enveloped("gateway-1", START, reading("tower-1", START, 20))), null);

        assertThat(answer.getBatchItemFailures()).hasSize(1);
        assertThat(cloud.tables.storedReadings()).isEmpty();
    }

    @Test
    void aKnownDevicesReadingsAreStoredThoughItsItemCannotBeWritten() {
        send(consumer, "gateway-1", START);
        cloud.clock.advance(Duration.ofSeconds(15));
        cloud.dynamoDb.beforeUpdate(request -> {
            throw FaultyDynamoDb.error("ProvisionedThroughputExceededException", 400);
        });

        send(consumer, "gateway-1", START.plusSeconds(15));

        assertThat(cloud.tables.storedReadings()).hasSize(2);
    }

    @Test
    void theDevicesItemHoldsItsLastReadingAndWhenItWasSeen() {
        send(consumer, "gateway-1", START);
        cloud.clock.advance(Duration.ofSeconds(20));
        send(consumer, "gateway-1", START.plusSeconds(19));

        assertThat(Items.text(device(), "last_seen")).isEqualTo("2026-11-22T10:00:20.000000Z");
        assertThat(Items.text(device(), "last_reading")).contains("10:00:19Z").contains("\"temperature\":20.0");
    }

    @Test
    void anOlderReadingDoesNotReplaceTheLastOneButTheDeviceWasSeen() {
        send(consumer, "gateway-1", START);
        cloud.clock.advance(Duration.ofSeconds(20));
        send(cloud.consumer(), "gateway-1", START.minusSeconds(5));

        assertThat(Items.text(device(), "last_timestamp")).isEqualTo("2026-11-22T10:00:00.000000Z");
        assertThat(Items.text(device(), "last_seen")).isEqualTo("2026-11-22T10:00:20.000000Z");
    }

    @Test
    void aDeviceIsWrittenOnceInAWhileHoweverManyReadingsCome() {
        for (int i = 0; i < 50; i++) {
            consumer.handleRequest(
                    Events.of(
                            cloud.clock.now(),
                            List.of(
                                    enveloped("gateway-1", START, reading("tower-1", START.plusMillis(2L * i), 20)),
                                    enveloped(
                                            "gateway-1", START, reading("tower-1", START.plusMillis(2L * i + 1), 20)))),
                    null);
        }

        // Once for the device, once for its gateway.
        assertThat(cloud.dynamoDb.calls("updateItem")).isEqualTo(2);
    }

    private void send(ConsumerFunction to, String thing, Instant time) {
        to.handleRequest(Events.of(cloud.clock.now(), enveloped(thing, cloud.clock.now(), judged(time))), null);
    }

    private static byte[] judged(Instant time) {
        String json = new String(reading("tower-1", time, 20), UTF_8);
        return ("{\"rules_version\":\"1\",\"readings\":[" + json + "]}").getBytes(UTF_8);
    }

    private Map<String, AttributeValue> device() {
        return cloud.tables.state("tower-1", "DEVICE").orElseThrow();
    }
}
