package io.towersense.cli.quarantine;

import static io.towersense.cli.quarantine.HeldObjects.batch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.cli.program.Program;
import io.towersense.cloud.table.TableDefinitions;
import io.towersense.local.Inbox;
import io.towersense.local.LocalCloud;
import io.towersense.local.LocalCloudOptions;
import io.towersense.local.PendingReceipt;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** From a device that belongs to another thing, through quarantine and an operator's hands, into the table. */
@Timeout(180)
class QuarantineEndToEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Queue<PendingReceipt> receipts = new ConcurrentLinkedQueue<>();

    @Test
    void aForeignBatchIsStoredOnceItsOwnerIsCorrectedAndTheBooksAreEqual() throws Exception {
        byte[] batch =
                BatchCodec.gzip(batch(reading(2, "20.25"), reading(3, "51.5")).getBytes(UTF_8));
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder).withOnReceipt(receipts::add))) {
            send(cloud, "gw-1", batch(reading(1, "20")).getBytes(UTF_8));
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();
            send(cloud, "gw-2", batch);
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();
            assertThat(stored(cloud)).hasSize(1);
            String key = cloud.quarantine().keys().get(0);
            assertThat(run("show", key).out()).contains("refused, 2:");

            correctOwner(cloud);
            Program put = run("resubmit", key);
            assertThat(put.exitCode()).as(put.err()).isZero();
            await().atMost(PATIENCE).until(() -> receipts.size() == 3);
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();

            assertThat(stored(cloud))
                    .hasSize(3)
                    .filteredOn(item -> AttributeValue.fromS("gw-2").equals(item.get("thing")))
                    .extracting(item -> item.getOrDefault("temperature", AttributeValue.fromNul(true))
                            .n())
                    .containsExactlyInAnyOrder("20.25", "51.5");
            assertThat(receipts.stream().map(PendingReceipt::receipt).skip(1))
                    .containsExactly(new Receipt(MessageId.of(batch), 0, 2), new Receipt(MessageId.of(batch), 2, 0));
            assertThat(cloud.notifications().count()).isZero();
            assertThat(cloud.counts().streamed()).isEqualTo(3);
            assertThat(cloud.quarantine().keys()).containsExactly("resubmitted/" + key);
            assertThat(run("resubmit", key).exitCode()).isEqualTo(1);
            assertThat(run("list").out()).contains("Nothing is in quarantine here.");
        }
    }

    @Test
    void aForeignAlarmIsToldOnceItsOwnerIsCorrected() throws Exception {
        AlarmEvent alarm = AlarmEvent.builder("alarm-1", 1, AlarmChange.RAISED)
                .state(AlarmState.RAISED)
                .deviceId("cab-1")
                .rule("temperature-high")
                .direction(Direction.ABOVE)
                .severity(Severity.CRITICAL)
                .probableCause(ProbableCause.TEMPERATURE_UNACCEPTABLE)
                .raisedAt(Instant.now())
                .changedAt(Instant.now())
                .text("temperature 51 °C is above the limit of 45 °C")
                .build();
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder))) {
            send(cloud, "gw-1", batch(reading(1, "20")).getBytes(UTF_8));
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();
            Inbox.of(folder, Clock.system())
                    .invokeAlertHandler(
                            EnvelopeCodec.encode(new Envelope(AlarmCodec.encode(alarm), "gw-2", Instant.now())));
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();
            String key = cloud.quarantine().keys().get(0);
            assertThat(run("show", key).out()).contains("raised critical, cab-1 temperature-high, revision 1");

            correctOwner(cloud);
            assertThat(run("resubmit", key).out()).contains("put back into the local cloud's alert handler, 1 message");
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();

            assertThat(cloud.notifications().count()).isEqualTo(1);
            assertThat(cloud.quarantine().keys()).containsExactly("resubmitted/" + key);
        }
    }

    private static void correctOwner(LocalCloud cloud) {
        cloud.dynamoDb()
                .updateItem(request -> request.tableName(TableDefinitions.STATE)
                        .key(Map.of(
                                "device_id", AttributeValue.fromS("cab-1"), "record", AttributeValue.fromS("DEVICE")))
                        .updateExpression("SET thing = :thing")
                        .expressionAttributeValues(Map.of(":thing", AttributeValue.fromS("gw-2"))));
    }

    private static void send(LocalCloud cloud, String thing, byte[] payload) throws InterruptedException {
        cloud.putRecord(thing, EnvelopeCodec.encode(new Envelope(payload, thing, Instant.now())));
    }

    private static String reading(int second, String temperature) {
        return "{\"device_id\":\"cab-1\",\"timestamp\":\"" + Instant.now().minusSeconds(60 - second)
                + "\",\"temperature\":" + temperature + "}";
    }

    private static List<Map<String, AttributeValue>> stored(LocalCloud cloud) {
        return cloud.dynamoDb()
                .scan(request -> request.tableName(TableDefinitions.READINGS))
                .items();
    }

    private Program run(String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "quarantine", command, "--folder", folder.resolve("quarantine").toString()));
        words.addAll(List.of(arguments));
        return Program.run(words.toArray(String[]::new));
    }
}
