package io.towersense.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.codec.ReceiptCodec;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReceiptTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void whatAGatewaySendsIsAnsweredOnItsOwnTopicAsOftenAsItIsSent() throws Exception {
        byte[] batch = batch("tower-1", 3, "{\"device_id\":\"tower-1\",\"timestamp\":\"never\",\"temperature\":1}");
        byte[] gzip = BatchCodec.gzip(batch("tower-2", 2));
        byte[] noise = "not json".getBytes(UTF_8);
        byte[] alarm = alarm("tower-1");
        byte[] others = batch("tower-3", 1);
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder));
                DeviceClient gateway = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1");
                DeviceClient other = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-2")) {
            gateway.subscribe("towers/gateway-1/receipts");
            other.subscribe("towers/gateway-2/receipts");
            for (int times = 1; times <= 2; times++) {
                publish(gateway, "towers/gateway-1/telemetry", batch);
                assertThat(next(gateway)).isEqualTo(new Receipt(MessageId.of(batch), 3, 1));
                publish(gateway, "$aws/rules/tower_telemetry/towers/gateway-1/telemetry", gzip);
                assertThat(next(gateway)).isEqualTo(new Receipt(MessageId.of(gzip), 2, 0));
                publish(gateway, "towers/gateway-1/telemetry", noise);
                assertThat(next(gateway)).isEqualTo(new Receipt(MessageId.of(noise), 0, 1));
                publish(gateway, "towers/gateway-1/alarms", alarm);
                assertThat(next(gateway)).isEqualTo(new Receipt(MessageId.of(alarm), 1, 0));
                publish(gateway, "towers/gateway-1/alarms", noise);
                assertThat(next(gateway)).isEqualTo(new Receipt(MessageId.of(noise), 0, 1));
            }
            assertThat(cloud.notifications().count()).isEqualTo(1);
            assertThat(cloud.events().all())
                    .singleElement()
                    .satisfies(event -> assertThat(event.detail())
                            .contains("\"notification_id\":\"a#1\"", "\"thing\":\"gateway-1\""));
            publish(other, "towers/gateway-2/telemetry", others);
            assertThat(next(other)).isEqualTo(new Receipt(MessageId.of(others), 1, 0));
            assertThat(cloud.counts().receipts()).isEqualTo(11);
        }
    }

    @Test
    void aRecordBehindOneThatFailsIsAnsweredOnceBothAreSettled() throws Exception {
        Path inTheWay = Files.createFile(folder.resolve("quarantine"));
        byte[] noise = "not json".getBytes(UTF_8);
        byte[] batch = batch("tower-1", 1);
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder).withShards(1));
                DeviceClient gateway = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
            gateway.subscribe("towers/gateway-1/receipts");
            publish(gateway, "towers/gateway-1/telemetry", noise);
            publish(gateway, "towers/gateway-1/telemetry", batch);
            await().atMost(PATIENCE).until(() -> cloud.counts().delivered() >= 4);
            assertThat(cloud.counts().receipts()).isZero();

            Files.delete(inTheWay);

            assertThat(Stream.of(next(gateway), next(gateway)))
                    .containsExactlyInAnyOrder(
                            new Receipt(MessageId.of(noise), 0, 1), new Receipt(MessageId.of(batch), 1, 0));
        }
    }

    @Test
    void aBareReadingIsAnsweredNobody() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder).withAcceptBare(true))) {
            cloud.putRecord("tower-1", reading("tower-1", Instant.now(), "51.5"));
            await().atMost(PATIENCE).until(() -> cloud.notifications().count() == 1);
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();
            assertThat(cloud.counts().receipts()).isZero();
        }
    }

    @Test
    void aTestMayLetReceiptsComeLateTwiceOutOfOrderOrNever() throws Exception {
        BlockingQueue<PendingReceipt> held = new LinkedBlockingQueue<>();
        LocalCloudOptions options =
                LocalCloudOptions.in(folder).withBrokerAsProcess(true).withOnReceipt(held::add);
        byte[] first = batch("tower-1", 1);
        byte[] second = batch("tower-1", 2);
        byte[] lost = batch("tower-1", 3);
        try (LocalCloud cloud = LocalCloud.start(options);
                DeviceClient gateway = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
            gateway.subscribe("towers/gateway-1/receipts");
            publish(gateway, "towers/gateway-1/telemetry", first);
            PendingReceipt pendingFirst = take(held);
            publish(gateway, "towers/gateway-1/telemetry", second);
            PendingReceipt pendingSecond = take(held);
            publish(gateway, "towers/gateway-1/telemetry", lost);
            assertThat(take(held).receipt().stored()).isEqualTo(3);
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();
            assertThat(cloud.counts().receipts()).isZero();

            pendingSecond.deliver();
            pendingFirst.deliver();
            pendingFirst.deliver();

            assertThat(pendingFirst.thing()).isEqualTo("gateway-1");
            assertThat(List.of(
                            next(gateway).id(),
                            next(gateway).id(),
                            next(gateway).id()))
                    .containsExactly(MessageId.of(second), MessageId.of(first), MessageId.of(first));
        }
    }

    @Test
    void aDataPlaneThatFailsCostsTheReceiptAndNothingElse() throws Exception {
        LocalCloudOptions options = LocalCloudOptions.in(folder)
                .withTopicRoot("sites")
                .withOnReceipt(receipt -> {
                    if (receipt.receipt().stored() == 1) {
                        throw new IllegalStateException("the data plane is down");
                    }
                    receipt.deliver();
                });
        byte[] answered = batch("tower-1", 2);
        try (LocalCloud cloud = LocalCloud.start(options);
                DeviceClient gateway = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
            gateway.subscribe("sites/gateway-1/receipts");
            publish(gateway, "sites/gateway-1/telemetry", batch("tower-1", 1));
            publish(gateway, "sites/gateway-1/telemetry", answered);
            assertThat(next(gateway)).isEqualTo(new Receipt(MessageId.of(answered), 2, 0));
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();
            assertThat(cloud.counts().stored()).isEqualTo(3);
            assertThat(cloud.quarantine().keys()).isEmpty();
        }
    }

    private static void publish(DeviceClient device, String topic, byte[] payload) throws Exception {
        device.publish(topic, payload).get(10, TimeUnit.SECONDS);
    }

    private static Receipt next(DeviceClient gateway) throws InterruptedException {
        return ReceiptCodec.decode(gateway.nextMessage().getPayload());
    }

    private static PendingReceipt take(BlockingQueue<PendingReceipt> held) throws InterruptedException {
        PendingReceipt receipt = held.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (receipt == null) {
            throw new AssertionError("no receipt");
        }
        return receipt;
    }

    private static byte[] batch(String device, int readings, String... others) {
        Instant start = Instant.now().minusSeconds(60);
        List<byte[]> all = Stream.concat(
                        IntStream.range(0, readings).mapToObj(i -> reading(device, start.plusMillis(i), "21.5")),
                        Stream.of(others).map(other -> other.getBytes(UTF_8)))
                .toList();
        return BatchCodec.join("1", all, List.of());
    }

    private static byte[] reading(String device, Instant timestamp, String temperature) {
        return ("{\"device_id\":\"" + device + "\",\"timestamp\":\"" + timestamp + "\",\"temperature\":" + temperature
                        + "}")
                .getBytes(UTF_8);
    }

    private static byte[] alarm(String device) {
        Instant now = Instant.now();
        return AlarmCodec.encode(AlarmEvent.builder("a", 1, AlarmChange.RAISED)
                .state(AlarmState.RAISED)
                .deviceId(device)
                .rule("temperature-high")
                .direction(Direction.ABOVE)
                .severity(Severity.CRITICAL)
                .probableCause(ProbableCause.TEMPERATURE_UNACCEPTABLE)
                .raisedAt(now)
                .changedAt(now)
                .text("temperature 47.3 °C is above the limit of 45 °C")
                .build());
    }
}
