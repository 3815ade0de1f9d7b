package io.towersense.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.cloud.table.TableDefinitions;
import io.towersense.local.table.StoredReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Timeout(120)
class LocalCloudTest {
    @TempDir
    private Path folder;

    @Test
    void aBatchPublishedOverMqttIsInTheTable() throws Exception {
        Queue<StoredReading> stored = new ConcurrentLinkedQueue<>();
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder))) {
            cloud.onStored(stored::add);
            try (DeviceClient device = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
                publish(device, "towers/gateway-1/telemetry", batch("tower-1", 3));
                publish(device, "$aws/rules/tower_telemetry/towers/gateway-1/telemetry", batch("tower-2", 2));
            }
            assertThat(cloud.awaitIdle(Duration.ofSeconds(30))).isTrue();
            assertThat(items(cloud))
                    .hasSize(5)
                    .allSatisfy(item -> assertThat(item)
                            .containsEntry("thing", AttributeValue.fromS("gateway-1"))
                            .containsEntry("temperature", AttributeValue.fromN("21.5")));
            assertThat(stored).hasSize(5);
            assertThat(cloud.counts().telemetryReceived()).isEqualTo(2);
            assertThat(cloud.counts().streamed()).isEqualTo(2);
            assertThat(cloud.counts().stored()).isEqualTo(5);
            assertThat(cloud.quarantine().keys()).isEmpty();
        }
    }

    @Test
    void aBareReadingThatIsTooHotIsNotifiedOnceAndCounted() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder).withAcceptBare(true))) {
            cloud.putRecord("tower-1", bytes(reading("tower-1", Instant.now(), "51.5")));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> cloud.notifications().count() == 1);
            assertThat(cloud.awaitIdle(Duration.ofSeconds(30))).isTrue();
            assertThat(cloud.notifications().all()).hasSize(1);
            assertThat(cloud.events().all()).singleElement().satisfies(event -> {
                assertThat(event.detailType()).isEqualTo("Alarm Change");
                assertThat(event.detail())
                        .contains("\"change\":\"raised\"", "\"device_id\":\"tower-1\"", "\"value\":51.5,")
                        .doesNotContain("\"thing\"");
            });
            assertThat(Files.readAllLines(folder.resolve("events.jsonl"))).hasSize(1);
            assertThat(cloud.metrics().sum("IoTPipeline/Alerts", "AnomalyCount", Map.of()))
                    .isEqualTo(1);
            assertThat(cloud.metrics().sum("IoTPipeline/Alerts", "AnomalyCount", Map.of("DeviceId", "tower-1")))
                    .isEqualTo(1);
        }
    }

    @Test
    void aMessageThatCannotBeDecodedIsInQuarantine() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder));
                DeviceClient device = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
            publish(device, "towers/gateway-1/telemetry", "not json");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> cloud.quarantine().keys().size() == 1);
            String kept =
                    new String(cloud.quarantine().read(cloud.quarantine().keys().get(0)), StandardCharsets.UTF_8);
            assertThat(kept).contains("gateway-1");
            assertThat(cloud.quarantine().folder().orElseThrow()).isDirectory();
        }
    }

    @Test
    void closingBringsWhatWasAcknowledgedIntoTheTableAndLeavesNothingBehind() throws Exception {
        Set<String> before = threads();
        Queue<StoredReading> stored = new ConcurrentLinkedQueue<>();
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder))) {
            cloud.onStored(stored::add);
            try (DeviceClient device = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
                for (int i = 0; i < 50; i++) {
                    publish(device, "towers/gateway-1/telemetry", batch("tower-" + i, 20));
                }
            }
        }
        assertThat(stored.stream().distinct()).hasSize(1_000);
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    @Test
    void aBrokerThatIsKilledLosesNothing() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder).withBrokerAsProcess(true))) {
            long killed = cloud.brokerProcess().orElseThrow().pid();
            try (DeviceClient device = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
                for (int i = 0; i < 20; i++) {
                    publish(device, "towers/gateway-1/telemetry", batch("tower-" + i, 5));
                }
            }
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> cloud.brokerProcess().orElseThrow().pid() != killed);
            try (DeviceClient device = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
                publish(device, "towers/gateway-1/telemetry", batch("tower-after", 5));
            }
            assertThat(cloud.awaitIdle(Duration.ofSeconds(30))).isTrue();
            assertThat(items(cloud)).hasSize(105);
        }
    }

    @Test
    void aPortInUseIsNamedAndNothingIsLeftRunning() throws Exception {
        Set<Long> children = children();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalCloudOptions options = LocalCloudOptions.in(folder).withPorts(taken.getLocalPort(), 0);
            assertThatThrownBy(() -> LocalCloud.start(options))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is in use");
            LocalCloudOptions other = LocalCloudOptions.in(folder).withPorts(0, taken.getLocalPort());
            assertThatThrownBy(() -> LocalCloud.start(other))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
        assertThat(children()).as("those of a test before may have ended").isSubsetOf(children);
    }

    private static void publish(DeviceClient device, String topic, String payload) throws Exception {
        device.publish(topic, bytes(payload)).get(10, TimeUnit.SECONDS);
    }

    private static String batch(String device, int readings) {
        Instant start = Instant.now().minusSeconds(60);
        String list = IntStream.range(0, readings)
                .mapToObj(i -> reading(device, start.plusMillis(i), "21.5"))
                .collect(Collectors.joining(","));
        return "{\"rules_version\":\"1\",\"readings\":[" + list + "]}";
    }

    private static String reading(String device, Instant timestamp, String temperature) {
        return "{\"device_id\":\"" + device + "\",\"timestamp\":\"" + timestamp + "\",\"temperature\":" + temperature
                + "}";
    }

    private static List<Map<String, AttributeValue>> items(LocalCloud cloud) {
        return cloud.dynamoDb().scanPaginator(request -> request.tableName(TableDefinitions.READINGS)).items().stream()
                .toList();
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .map(thread -> thread.getName().replaceAll("-\\d+$", ""))
                .collect(Collectors.toSet());
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
