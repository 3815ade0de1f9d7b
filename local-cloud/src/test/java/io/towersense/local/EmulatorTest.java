package io.towersense.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.cloud.table.TableDefinitions;
import io.towersense.testing.AwsStandIn;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The same way through Kinesis, DynamoDB, SNS and S3 that the project did not write: a second opinion beside DynamoDB
 * Local and our own.
 */
@Requires(Part.EMULATOR)
@Timeout(120)
class EmulatorTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private static AwsStandIn emulator;

    private final Instant start = Instant.now().minusSeconds(60);

    @TempDir
    private Path folder;

    @BeforeAll
    static void startEmulator() throws IOException {
        emulator = AwsStandIn.start();
    }

    @AfterAll
    static void stopEmulator() {
        emulator.close();
    }

    @BeforeEach
    void forget() throws IOException, InterruptedException {
        emulator.reset();
    }

    private LocalCloud start() throws IOException {
        return LocalCloud.start(LocalCloudOptions.in(folder)
                .withAwsEndpoint(emulator.endpoint())
                .withAcceptBare(true));
    }

    @Test
    void aBatchThatComesTwiceIsStoredOnceWithEveryDigit() throws Exception {
        Map<String, String> values = Map.of(
                "temperature", "21.50",
                "digits", "-1234567890.1234567890123456789012345678",
                "largest", "9.9999999999999999999999999999999999999E+125",
                "smallest", "1E-130",
                "whole", "12345678901234567890123456789012345678");
        String batch = batch(IntStream.range(0, 60)
                .mapToObj(i -> reading("tower-1", start.plusMillis(i), values))
                .toArray(String[]::new));
        try (LocalCloud cloud = start()) {
            assertThat(cloud.dynamoDbEndpoint()).isEqualTo(emulator.endpoint());
            try (DeviceClient gateway = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
                publish(gateway, "towers/gateway-1/telemetry", batch.getBytes(UTF_8));
                publish(gateway, "towers/gateway-1/telemetry", gzip(batch));
                publish(gateway, "towers/gateway-1/telemetry", batch.getBytes(UTF_8));
            }
            assertThat(cloud.awaitIdle(SOON)).isTrue();

            assertThat(cloud.counts().telemetryReceived()).isEqualTo(3);
            assertThat(items(cloud)).hasSize(60).allSatisfy(item -> {
                assertThat(item).containsEntry("thing", AttributeValue.fromS("gateway-1"));
                values.forEach((name, value) -> assertThat(
                                new BigDecimal(item.getOrDefault(name, AttributeValue.fromN("0"))
                                        .n()))
                        .as(name)
                        .isEqualByComparingTo(value));
            });
            assertThat(cloud.quarantine().keys()).isEmpty();
        }
    }

    @Test
    void anAlarmIsToldOnceWhenItIsRaisedAndOnceWhenItIsOverInThisOrder() throws Exception {
        try (LocalCloud cloud = start();
                Subscriber subscriber = Subscriber.of(emulator.endpoint(), "critical")) {
            cloud.putRecord("tower-1", bare("tower-1", 0, "51.5"));
            cloud.putRecord("tower-1", bare("tower-1", 0, "51.5"));
            cloud.putRecord("tower-1", bare("tower-1", 1, "52.5"));
            await().atMost(SOON).until(() -> subscriber.notifications().size() == 1);
            cloud.putRecord("tower-1", bare("tower-1", 2, "30.5"));
            cloud.putRecord("tower-1", bare("tower-1", 2, "30.5"));
            await().atMost(SOON).until(() -> subscriber.notifications().size() == 2);
            assertThat(cloud.awaitIdle(SOON)).isTrue();

            assertThat(subscriber.notifications())
                    .containsExactly(
                            "[CRITICAL] Temperature above limit: tower-1",
                            "[CLEARED] Temperature above limit: tower-1");
            assertThat(items(cloud)).hasSize(3);
        }
    }

    @Test
    void aSubscriberOfOtherSeveritiesHearsNothingOfIt() throws Exception {
        try (LocalCloud cloud = start();
                Subscriber critical = Subscriber.of(emulator.endpoint(), "critical");
                Subscriber minor = Subscriber.of(emulator.endpoint(), "minor")) {
            cloud.putRecord("tower-1", bare("tower-1", 0, "51.5"));
            await().atMost(SOON).until(() -> critical.notifications().size() == 1);

            assertThat(minor.notifications()).isEmpty();
        }
    }

    @Test
    void whatCannotBeStoredIsAnObjectInTheBucketAndTheRestOfItsMessageIsInTheTable() throws Exception {
        try (LocalCloud cloud = start()) {
            try (DeviceClient gateway = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1");
                    DeviceClient other = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-2")) {
                publish(gateway, "towers/gateway-1/telemetry", "not json".getBytes(UTF_8));
                publish(
                        gateway,
                        "towers/gateway-1/telemetry",
                        batch(
                                        reading("tower-1", start, Map.of("temperature", "20.5")),
                                        reading("tower-1", start, Map.of("temperature", "\"warm\"")))
                                .getBytes(UTF_8));
                await().atMost(SOON).until(() -> items(cloud).size() == 1);
                publish(
                        other,
                        "towers/gateway-2/telemetry",
                        batch(reading("tower-1", start.plusSeconds(1), Map.of("temperature", "20.5")))
                                .getBytes(UTF_8));
            }
            assertThat(cloud.awaitIdle(SOON)).isTrue();

            assertThat(items(cloud)).hasSize(1);
            assertThat(cloud.quarantine().keys())
                    .hasSize(3)
                    .filteredOn(key -> key.contains("/gateway-2/"))
                    .hasSize(1);
        }
    }

    @Test
    void anEndpointWhereNothingAnswersIsNamed() throws Exception {
        URI nowhere;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        assertThatThrownBy(() -> LocalCloud.start(LocalCloudOptions.in(folder).withAwsEndpoint(nowhere)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("nothing of AWS answers at " + nowhere);
    }

    private static void publish(DeviceClient gateway, String topic, byte[] payload) throws Exception {
        gateway.publish(topic, payload).get(10, TimeUnit.SECONDS);
    }

    private static List<Map<String, AttributeValue>> items(LocalCloud cloud) {
        return cloud.dynamoDb().scanPaginator(request -> request.tableName(TableDefinitions.READINGS)).items().stream()
                .toList();
    }

    private byte[] bare(String device, int second, String temperature) {
        return reading(device, start.plusSeconds(second), Map.of("temperature", temperature))
                .getBytes(UTF_8);
    }

    private static String batch(String... readings) {
        return "{\"rules_version\":\"1\",\"readings\":[" + String.join(",", readings) + "]}";
    }

    private static String reading(String device, Instant timestamp, Map<String, String> values) {
        return "{\"device_id\":\"" + device + "\",\"timestamp\":\"" + timestamp + "\","
                + values.entrySet().stream()
                        .map(value -> "\"" + value.getKey() + "\":" + value.getValue())
                        .collect(Collectors.joining(","))
                + "}";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
