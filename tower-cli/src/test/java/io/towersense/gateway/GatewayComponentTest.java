package io.towersense.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.agent.outbox.OutboxListener;
import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.outbox.OutboxStatus;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.local.LocalCloud;
import io.towersense.local.LocalCloudOptions;
import io.towersense.telemetry.time.Clock;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged component on an emulated gateway, from the sensor's registers to the cloud's receipt. */
@Requires({Part.SHARED, Part.ARM64})
class GatewayComponentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ENOUGH = 3;
    private static final int ENDED_BY_SIGTERM = 143;

    /** The BME280 of the pretend bus, by the formulas of its data sheet in double precision. */
    private static final Map<String, BigDecimal> VALUES = Map.of(
            "temperature", new BigDecimal("25.082"),
            "pressure", new BigDecimal("1006.533"),
            "humidity", new BigDecimal("59.408"));

    @TempDir
    private static Path gateway = Path.of("");

    private static Optional<InstalledComponent> installed = Optional.empty();

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws Exception {
        installed = Optional.of(
                InstalledComponent.install(gateway, Part.SHARED.require().resolve("tools/gateway.i2c")));
    }

    private static InstalledComponent component() {
        return installed.orElseThrow();
    }

    private String configuration(String transport) {
        return """
                {
                  "data_folder": "%s",
                  "uplink": {"delivery": "receipt"%s},
                  "outbox": {"commit_every": "1s", "cut_every": "1s"},
                  "devices": [
                    {"id": "{iot:thingName}-cab1", "driver": "bme280", "interval": "1s", "options": {"address": 118}}
                  ]
                }
                """.formatted(folder.resolve("data"), transport);
    }

    @Test
    void readingsReachTheTableThroughTheNucleusAndAreForgottenOnReceipt() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder.resolve("cloud")));
                ArrivedTelemetry telemetry = ArrivedTelemetry.at(cloud.mqttEndpoint());
                NucleusProcess nucleus =
                        NucleusProcess.start(folder, configuration(""), Optional.of(cloud.mqttEndpoint()));
                RunningComponent component = component().start(nucleus.environment())) {
            awaitDelivery(nucleus, component, telemetry);
            assertThat(nucleus.knows()).doesNotContain("published=0");
            assertThat(status().at("/uplink/endpoint").asText()).isEqualTo("greengrass");
            assertArmsLibrariesAreLoaded(component);
            end(component);
        }
        assertStored();
    }

    @Test
    void readingsReachTheTableOverMqttPastTheNucleusThatConfiguresIt() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.in(folder.resolve("cloud")));
                ArrivedTelemetry telemetry = ArrivedTelemetry.at(cloud.mqttEndpoint());
                NucleusProcess nucleus =
                        NucleusProcess.start(folder, configuration(mqtt(cloud.mqttEndpoint())), Optional.empty());
                RunningComponent component = component().start(nucleus.environment())) {
            awaitDelivery(nucleus, component, telemetry);
            assertThat(nucleus.knows()).contains("connections=1 published=0 ");
            assertThat(status().at("/uplink/endpoint").asText())
                    .isEqualTo(cloud.mqttEndpoint().toString());
            end(component);
        }
        assertStored();
    }

    private static String mqtt(URI broker) {
        return ", \"mqtt\": {\"endpoint\": \"%s\"}".formatted(broker);
    }

    /** Waits until it says that it runs, and readings were delivered; they are the sensor's. */
    private void awaitDelivery(NucleusProcess nucleus, RunningComponent component, ArrivedTelemetry telemetry) {
        awaitUntil(component, () -> nucleus.knows().endsWith("states=[RUNNING]"));
        awaitUntil(component, () -> telemetry.readings().size() >= ENOUGH);
        awaitUntil(component, () -> status().at("/outbox/delivered").asInt() >= ENOUGH);
        assertThat(telemetry.readings()).allSatisfy(reading -> {
            assertThat(reading.deviceId()).isEqualTo("gateway-1-cab1");
            assertThat(reading.values()).isEqualTo(VALUES);
            assertThat(reading.simulated()).isFalse();
        });
    }

    private static void awaitUntil(RunningComponent component, Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            assertThat(component.isAlive())
                    .as(String.join("\n", component.lines()))
                    .isTrue();
            return condition.call();
        });
    }

    /** Mapped by ARM's own loader, which takes no others; and by Java what the install step has made ready for it. */
    private static void assertArmsLibrariesAreLoaded(RunningComponent component) throws IOException {
        Set<Path> files = component.mappedFiles();
        assertThat(files).contains(component().archive()).anyMatch(file -> file.endsWith("ld-linux-aarch64.so.1"));
        assertThat(files)
                .filteredOn(file -> file.startsWith(component().unpacked()))
                .extracting(file -> file.getFileName().toString())
                .hasSize(3)
                .anyMatch(name -> name.endsWith("libsqlitejdbc.so"))
                .anyMatch(name -> name.endsWith("libaws-crt-jni.so"))
                .anyMatch(name -> name.startsWith("libpi4j-linuxfs"));
    }

    private void end(RunningComponent component) throws Exception {
        assertThat(component.terminate())
                .as(String.join("\n", component.lines()))
                .isEqualTo(ENDED_BY_SIGTERM);
        assertThat(status().path("state").asText()).isEqualTo("stopped");
        assertThat(component.lines()).noneMatch(line -> line.startsWith("WARN") || line.startsWith("ERROR"));
    }

    /** What its SQLite has written is read by this machine's. */
    private void assertStored() throws InterruptedException {
        try (SqliteOutbox outbox = SqliteOutbox.open(
                folder.resolve("data/outbox"), OutboxSettings.DEFAULTS, "boot", Clock.system(), OutboxListener.NONE)) {
            OutboxStatus status = outbox.status();
            assertThat(status.delivered()).isGreaterThanOrEqualTo(ENOUGH);
            assertThat(status.sampled()).isEqualTo(status.delivered() + status.pending());
            assertThat(status.dropped()).isZero();
        }
    }

    private JsonNode status() throws IOException {
        Path file = folder.resolve("data/status.json");
        return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
    }
}
