package io.towersense.cloud.consumer;

import static io.towersense.cloud.testing.Events.enveloped;
import static io.towersense.cloud.testing.Events.reading;
import static io.towersense.cloud.testing.Events.sequenceNumber;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.FaultyDynamoDb;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.codec.ReceiptCodec;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;
import io.towersense.telemetry.time.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class ReceiptTest {
    private static final String TOPIC = "towers/gateway-1/receipts";

    private final TestCloud cloud = new TestCloud();
    private final ConsumerFunction consumer = cloud.consumer();

    @Test
    void aStoredBatchIsAnsweredOnItsGatewaysTopicWithTheHashOfItsBytes() {
        byte[] batch = batch(reading("tower-1", START, 20), reading("tower-1", START.plusSeconds(1), 21));

        deliver(from("gateway-1", batch));

        assertThat(cloud.gateways.published()).singleElement().satisfies(request -> {
            assertThat(request.topic()).isEqualTo(TOPIC);
            assertThat(request.qos()).isEqualTo(1);
            assertThat(request.payload().asUtf8String())
                    .isEqualTo("{\"id\":\"" + MessageId.of(batch) + "\",\"stored\":2,\"quarantined\":0}");
        });
    }

    @Test
    void theHashIsOfTheGzipAsItWasSent() {
        byte[] wire = BatchCodec.gzip(batch(reading("tower-1", START, 20)));

        deliver(from("gateway-1", wire));

        assertThat(received()).containsExactly(new Receipt(MessageId.of(wire), 1, 0));
    }

    @Test
    void aReadingThatIsInQuarantineIsCountedApart() {
        byte[] batch = batch(
                reading("tower-1", START, 20),
                reading("tower-1", START.plusSeconds(1), Map.of("temperature", "\"warm\"")),
                reading("tower-1", START.plusSeconds(2), 22));

        deliver(from("gateway-1", batch));

        assertThat(received()).containsExactly(new Receipt(MessageId.of(batch), 2, 1));
    }

    @Test
    void aReadingThatTheTableRefusesIsCountedAsInQuarantine() {
        cloud.dynamoDb.beforeWrite(request -> {
            if (request.requestItems().values().stream()
                    .flatMap(List::stream)
                    .anyMatch(write ->
                            Items.text(write.putRequest().item(), "timestamp").startsWith("2026-11-22T10:00:01"))) {
                throw FaultyDynamoDb.error("ValidationException", 400);
            }
        });
        byte[] batch = batch(reading("tower-1", START, 20), reading("tower-1", START.plusSeconds(1), 21));

        deliver(from("gateway-1", batch));

        assertThat(received()).containsExactly(new Receipt(MessageId.of(batch), 1, 1));
    }

    @Test
    void aForeignDevicesReadingsAreCountedAsInQuarantine() {
        byte[] theirs = batch(reading("tower-1", START.plusSeconds(1), 20), reading("tower-2", START, 20));
        deliver(from("gateway-2", batch(reading("tower-1", START, 20))));

        deliver(from("gateway-1", theirs));

        assertThat(received()).containsExactly(new Receipt(MessageId.of(theirs), 1, 1));
    }

    @Test
    void aMessageThatNobodyCanReadIsAnsweredAsOneInQuarantine() {
        byte[] noise = "not json".getBytes(UTF_8);
        byte[] invalid = "{\"device_id\":\"tower-1\"}".getBytes(UTF_8);

        deliver(from("gateway-1", noise), from("gateway-1", invalid));

        assertThat(received())
                .containsExactlyInAnyOrder(
                        new Receipt(MessageId.of(noise), 0, 1), new Receipt(MessageId.of(invalid), 0, 1));
    }

    @Test
    void anEnvelopeWithoutAValidThingIsInQuarantineAndAnsweredNobody() {
        deliver("{\"payload\":\"e30=\",\"thing\":\"a/b\",\"received_at\":1}".getBytes(UTF_8));

        assertThat(cloud.quarantine.keys()).hasSize(1);
        assertThat(cloud.gateways.calls()).isZero();
    }

    @Test
    void aBareRecordIsStoredAndAnsweredNobody() {
        deliver(reading("tower-1", START, 20), batch(reading("tower-2", START, 20)));

        assertThat(cloud.tables.storedReadings()).hasSize(2);
        assertThat(cloud.gateways.calls()).isZero();
    }

    @Test
    void aMessageThatComesAgainIsAnsweredAgainWithTheSameNumbers() {
        byte[] batch = batch(reading("tower-1", START, 20), reading("tower-1", START.plusSeconds(1), 21));

        deliver(from("gateway-1", batch));
        deliver(from("gateway-1", batch));

        assertThat(received())
                .containsExactly(new Receipt(MessageId.of(batch), 2, 0), new Receipt(MessageId.of(batch), 2, 0));
    }

    @Test
    void aMessageThatIsTwiceInOneEventIsAnsweredOnceForEachSender() {
        byte[] noise = "not json".getBytes(UTF_8);

        deliver(from("gateway-1", noise), from("gateway-2", noise), from("gateway-1", noise));

        assertThat(received()).hasSize(1);
        assertThat(cloud.gateways.receipts("towers/gateway-2/receipts")).hasSize(1);
    }

    @Test
    void onlyWhatIsBeforeTheFirstFailedRecordIsAnsweredAndTheRestOnceItIsSettled() {
        List<byte[]> batches = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            batches.add(batch(reading("tower-" + i, START, 20)));
        }
        AtomicBoolean broken = new AtomicBoolean(true);
        cloud.dynamoDb.leaveOver(
                item -> broken.get() && Items.text(item, "device_id").equals("tower-1"));
        KinesisEvent event = Events.of(
                START, batches.stream().map(batch -> from("gateway-1", batch)).toList());

        StreamsEventResponse answer = consumer.handleRequest(event, null);

        assertThat(answer.getBatchItemFailures().get(0).getItemIdentifier()).isEqualTo(sequenceNumber(1));
        assertThat(received()).containsExactly(new Receipt(MessageId.of(batches.get(0)), 1, 0));

        broken.set(false);
        consumer.handleRequest(Events.again(event, answer), null);

        assertThat(received())
                .extracting(Receipt::id)
                .containsExactlyInAnyOrder(
                        MessageId.of(batches.get(0)), MessageId.of(batches.get(1)), MessageId.of(batches.get(2)));
    }

    @Test
    void whatIsNotYetInQuarantineIsNotAnswered() {
        byte[] noise = "not json".getBytes(UTF_8);
        cloud.quarantine.failNext(1);

        StreamsEventResponse answer = deliver(from("gateway-1", noise));

        assertThat(answer.getBatchItemFailures()).hasSize(1);
        assertThat(cloud.gateways.calls()).isZero();
    }

    @Test
    void whatIsNotYetHandedOverToTheAlertHandlerIsNotAnswered() {
        byte[] unjudged =
                ("{\"readings\":[" + new String(reading("tower-1", START, 51.5), UTF_8) + "]}").getBytes(UTF_8);
        cloud.invocations.failNext(1);

        StreamsEventResponse answer = deliver(from("gateway-1", unjudged));

        assertThat(answer.getBatchItemFailures()).hasSize(1);
        assertThat(cloud.gateways.calls()).isZero();
        deliver(from("gateway-1", unjudged));
        assertThat(received()).hasSize(1);
    }

    @Test
    void aReceiptIsTheLastThingThatIsDoneForItsMessage() {
        byte[] hot = ("{\"readings\":[" + new String(reading("tower-1", START, 51.5), UTF_8) + ",{}]}").getBytes(UTF_8);
        List<String> done = new ArrayList<>();
        cloud.gateways.before(request -> {
            done.addAll(cloud.quarantine.keys());
            done.addAll(cloud.metrics.sums().keySet());
            done.add(cloud.invocations.isEmpty() ? "not handed over" : "handed over");
            done.add(cloud.tables.storedReadings().size() + " stored");
        });

        deliver(from("gateway-1", hot));

        assertThat(done).hasSize(5).contains("", "tower-1", "handed over", "1 stored");
    }

    @Test
    void whateverFailsNoMessageIsAnsweredBeforeItIsInTheTableAndEveryOneIsInTheEnd() {
        Trouble trouble = new Trouble(7, 0.2, 60);
        trouble.haunt(cloud);
        Map<String, Set<String>> readings = new ConcurrentHashMap<>();
        Queue<String> early = new ConcurrentLinkedQueue<>();
        cloud.gateways.before(request -> {
            Receipt receipt = ReceiptCodec.decode(request.payload().asByteArrayUnsafe());
            if (receipt.stored() != 5 || !stored().containsAll(readings.get(receipt.id()))) {
                early.add(receipt.toString());
            }
        });
        for (int event = 0; event < 8; event++) {
            List<byte[]> records = new ArrayList<>();
            for (int gateway = 0; gateway < 4; gateway++) {
                String device = "tower-" + gateway;
                Instant start = START.plusSeconds(event * 10L);
                byte[] batch = batch(IntStream.range(0, 5)
                        .mapToObj(i -> reading(device, start.plusSeconds(i), 20))
                        .toArray(byte[][]::new));
                readings.put(
                        MessageId.of(batch),
                        IntStream.range(0, 5)
                                .mapToObj(i -> device + " " + Timestamps.sortKey(start.plusSeconds(i)))
                                .collect(Collectors.toSet()));
                records.add(from("gateway-" + gateway, batch));
            }
            cloud.deliver(consumer, Events.of(START, records));
        }

        assertThat(early).isEmpty();
        assertThat(cloud.gateways.published().stream()
                        .map(request -> ReceiptCodec.decode(request.payload().asByteArrayUnsafe())
                                .id()))
                .containsExactlyInAnyOrderElementsOf(readings.keySet());
    }

    @Test
    void aReceiptThatIotCoreDoesNotTakeChangesNothingElse() {
        cloud.gateways.failNext(1);
        byte[] batch = batch(reading("tower-1", START, 20));

        StreamsEventResponse answer =
                deliver(from("gateway-1", batch), from("gateway-1", batch(reading("tower-2", START, 20))));

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(cloud.tables.storedReadings()).hasSize(2);
        assertThat(received()).hasSize(1);
    }

    @Test
    void whenTheInvocationHasNoTimeLeftNoReceiptIsTried() {
        Context context = Mockito.mock(Context.class);
        Mockito.when(context.getRemainingTimeInMillis()).thenReturn(10_000);
        cloud.dynamoDb.afterWrite(() -> cloud.clock.advance(Duration.ofSeconds(9)));

        StreamsEventResponse answer = consumer.handleRequest(
                Events.of(START, from("gateway-1", batch(reading("tower-1", START, 20)))), context);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(cloud.gateways.calls()).isZero();
    }

    @Test
    void anotherTopicRootIsTheRootOfTheReceiptsTopics() {
        byte[] batch = batch(reading("tower-1", START, 20));

        cloud.consumer(cloud.settings().under("sites")).handleRequest(Events.of(START, from("gateway-1", batch)), null);

        assertThat(cloud.gateways.receipts("sites/gateway-1/receipts")).hasSize(1);
    }

    @Test
    void withoutAClientOfIotCoreEverythingElseIsAsItWas() {
        ConsumerClients silent = new ConsumerClients(
                cloud.dynamoDb, cloud.quarantine, cloud.invocations, cloud.metrics, Optional.empty());

        StreamsEventResponse answer = new ConsumerFunction(cloud.settings(), silent, cloud.clock)
                .handleRequest(Events.of(START, from("gateway-1", batch(reading("tower-1", START, 20)))), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(cloud.tables.storedReadings()).hasSize(1);
    }

    private Set<String> stored() {
        return cloud.tables.storedReadings().stream()
                .map(item -> Items.text(item, "device_id") + " " + Items.text(item, "timestamp"))
                .collect(Collectors.toSet());
    }

    private List<Receipt> received() {
        return cloud.gateways.receipts(TOPIC);
    }

    private StreamsEventResponse deliver(byte[]... records) {
        return consumer.handleRequest(Events.of(START, records), null);
    }

    private static byte[] from(String thing, byte[] payload) {
        return enveloped(thing, receivedAt(), payload);
    }

    private static Instant receivedAt() {
        return START.plusSeconds(3);
    }

    private static byte[] batch(byte[]... readings) {
        return BatchCodec.join("1", List.of(readings), List.of());
    }
}
