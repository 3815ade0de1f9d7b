package io.towersense.cloud.consumer;

import static io.towersense.cloud.testing.Events.enveloped;
import static io.towersense.cloud.testing.Events.reading;
import static io.towersense.cloud.testing.Events.resubmitted;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an operator has put back from quarantine completes the table and moves nothing. */
class ResubmittedTest {
    private static final String KEY = "2026-11-22/gateway-1/49.json";

    private final TestCloud cloud = new TestCloud();
    private final ConsumerFunction consumer = cloud.consumer();

    @Test
    void itIsStoredAsIfItHadComeTheFirstTime() {
        byte[] hot = reading("tower-1", START, 51.5);
        TestCloud other = new TestCloud();
        other.consumer().handleRequest(Events.of(START, enveloped("gateway-1", START, hot)), null);

        deliver(resubmitted(KEY, "gateway-1", START, hot));

        assertThat(cloud.tables.storedReadings()).isEqualTo(other.tables.storedReadings());
        assertThat(cloud.tables.storedReadings()).hasSize(1);
    }

    @Test
    void itRaisesNoAlarmAndIsNotCounted() {
        deliver(resubmitted(KEY, "gateway-1", START, reading("tower-1", START, 51.5)));

        assertThat(cloud.invocations.isEmpty()).isTrue();
        assertThat(cloud.metrics.requests()).isEmpty();
        assertThat(cloud.tables.state("tower-1", "ALARM#temperature-high")).isEmpty();
    }

    @Test
    void aNewReadingOfTheSameIdentityInTheSameEventIsJudgedAllTheSame() {
        byte[] hot = reading("tower-1", START, 51.5);

        consumer.handleRequest(
                cloud.bare(enveloped("gateway-1", START, hot), resubmitted(KEY, "gateway-1", START, hot)), null);

        assertThat(cloud.invocations.events()).hasSize(1);
        assertThat(cloud.tables.storedReadings()).hasSize(1);
    }

    @Test
    void itSaysWhoseTheDeviceIsAndNothingOfWhenItWasSeen() {
        deliver(resubmitted(KEY, "gateway-1", START, judged(START)));

        assertThat(device())
                .isEqualTo(Map.of(
                        "device_id", AttributeValue.fromS("tower-1"),
                        "record", AttributeValue.fromS("DEVICE"),
                        "thing", AttributeValue.fromS("gateway-1")));
    }

    @Test
    void itIsNoSignOfLifeOfItsGateway() {
        deliver(resubmitted(KEY, "gateway-1", START, judged(START)));

        assertThat(cloud.tables.state("gateway-1", "GATEWAY")).isEmpty();
    }

    @Test
    void aDeviceThatIsAtWorkStaysAsItWas() {
        deliver(enveloped("gateway-1", START, judged(START)));
        Map<String, AttributeValue> before = device();
        cloud.clock.advance(Duration.ofMinutes(5));

        deliver(resubmitted(KEY, "gateway-1", cloud.clock.now(), judged(START.plusSeconds(200))));

        assertThat(device()).isEqualTo(before);
        assertThat(cloud.tables.storedReadings()).hasSize(2);
    }

    @Test
    void onceTheDevicesOwnerIsCorrectedItIsStoredByWhoeverStillBelievesTheOldOne() {
        deliver(enveloped("gateway-1", START, judged(START)));
        byte[] foreign = judged(START.plusSeconds(1));
        deliver(enveloped("gateway-2", START.plusSeconds(1), foreign));
        assertThat(cloud.tables.storedReadings()).hasSize(1);

        Map<String, AttributeValue> corrected = new HashMap<>(device());
        corrected.put("thing", AttributeValue.fromS("gateway-2"));
        cloud.tables
                .client()
                .putItem(request -> request.tableName(cloud.tables.state()).item(corrected));
        deliver(resubmitted(KEY, "gateway-2", START.plusSeconds(1), foreign));

        assertThat(cloud.tables.storedReadings()).hasSize(2);
        assertThat(cloud.quarantine.keys()).hasSize(1);
    }

    @Test
    void aForeignOneGoesToQuarantineAgainAndSaysFromWhereItWasPutBack() {
        deliver(enveloped("gateway-1", START, judged(START)));

        deliver(resubmitted(KEY, "gateway-2", START, judged(START.plusSeconds(1))));

        assertThat(cloud.quarantine.contents()).singleElement().satisfies(kept -> {
            assertThat(kept.path("reason").asText()).isEqualTo("foreign_device");
            assertThat(kept.path("resubmitted_from").asText()).isEqualTo(KEY);
        });
    }

    @Test
    void oneThatNobodyCanReadSaysSoToo() {
        deliver(resubmitted(KEY, "gateway-2", START, "nonsense".getBytes(UTF_8)));

        assertThat(cloud.quarantine.contents())
                .singleElement()
                .satisfies(kept ->
                        assertThat(kept.path("resubmitted_from").asText()).isEqualTo(KEY));
    }

    @Test
    void itsGatewayGetsAReceiptAsForAnyMessage() {
        byte[] batch = judged(START);

        deliver(resubmitted(KEY, "gateway-1", START, batch));

        assertThat(cloud.gateways.receipts("towers/gateway-1/receipts"))
                .containsExactly(new Receipt(MessageId.of(batch), 1, 0));
    }

    private void deliver(byte[] record) {
        consumer.handleRequest(Events.of(cloud.clock.now(), record), null);
    }

    private static byte[] judged(Instant time) {
        String json = new String(reading("tower-1", time, 20), UTF_8);
        return ("{\"rules_version\":\"1\",\"readings\":[" + json + "]}").getBytes(UTF_8);
    }

    private Map<String, AttributeValue> device() {
        return cloud.tables.state("tower-1", "DEVICE").orElseThrow();
    }
}
