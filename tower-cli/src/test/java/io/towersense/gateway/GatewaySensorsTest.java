package io.towersense.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.cli.program.Program;
import io.towersense.cli.program.TowerProcess;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sensors on a gateway as it ships, by Pi4J and its native library: found, read, and what happens when they fail. */
@Requires({Part.SHARED, Part.ARM64})
class GatewaySensorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NOTHING = "# unplugged\n";
    private static final String BME280 = """
            reg 76 d0 60
            reg 76 88 706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c67017004b
            reg 76 e1 6a01001328031e
            reg 76 f7 655ac07eed006d60
            """;
    private static final String POWER_ON = BME280.replace("655ac07eed006d60", "8000008000008000");
    private static final String BME680 = "reg 76 d0 61\n";

    @TempDir
    private Path folder;

    private PretendDevices devices = new PretendDevices(Path.of(""));

    @BeforeEach
    void aSensor() throws IOException {
        devices = new PretendDevices(folder);
        devices.set(BME280);
    }

    private static Predicate<JsonNode> faulted(String kind) {
        return reading -> reading.path("fault_kind").asText().equals(kind);
    }

    private static boolean isGood(JsonNode reading) {
        return !reading.has("fault");
    }

    private static Path gateway() {
        return Part.SHARED.require().resolve("tools/gateway.i2c");
    }

    /** The device at this address in what a scan of bus 1 has found. */
    private static JsonNode device(JsonNode scan, String address) {
        return StreamSupport.stream(scan.at("/buses/0/devices").spliterator(), false)
                .filter(device -> device.path("address").asText().equals(address))
                .findFirst()
                .orElseThrow(() -> new AssertionError(address + " is not in " + scan));
    }

    private static JsonNode scanOfTheGateway() throws Exception {
        try (TowerProcess scan = EmulatedGateway.start(gateway(), "sensors", "scan", "--json")) {
            assertThat(scan.await()).as(String.join("\n", scan.lines())).isZero();
            assertThat(scan.lines()).hasSize(1);
            return JSON.readTree(scan.lines().get(0));
        }
    }

    @Test
    void aScanFindsWhatIsThereAndTouchesNothingThatTheKernelHolds() throws Exception {
        JsonNode scan = scanOfTheGateway();
        assertThat(device(scan, "0x76").path("driver").asText()).isEqualTo("bme280");
        assertThat(device(scan, "0x77").path("state").asText()).isEqualTo("held");
        assertThat(device(scan, "0x44").path("state").asText()).isIn("recognised", "unknown");
        assertThat(scan.at("/buses/0").path("bus").asInt()).isEqualTo(1);
    }

    @Test
    void aSensorThatFailsGivesItsReasonAndRecoversByItselfAndNeverGivesAWrongValue() throws Exception {
        Program here = Program.run("sensors", "decode", devices.file().toString(), "--json");
        JsonNode values = JSON.readTree(here.out()).path("metrics");
        assertThat(values).hasSize(3);
        try (GatewayReadings readings = GatewayReadings.start(devices, folder.resolve("recording"), "bme280")) {
            assertAll(readings.takeUntil(GatewaySensorsTest::isGood), values);

            devices.set(NOTHING);
            List<JsonNode> unplugged = readings.takeUntil(faulted("no_answer"));
            assertThat(unplugged.get(unplugged.size() - 1).path("fault").asText())
                    .isEqualTo("no answer at 0x76 on bus 1: check wiring; the address is 0x77 when SDO is high");
            devices.set(BME680);
            List<JsonNode> exchanged = readings.takeUntil(faulted("wrong_chip"));
            assertThat(exchanged.get(exchanged.size() - 1).path("fault").asText())
                    .startsWith("chip id 0x61 at 0x76 on bus 1 is a BME680, BME688 or BME690, and not a BME280");
            devices.set(NOTHING);
            readings.takeUntil(faulted("no_answer"));
            devices.set(BME280);
            assertAll(readings.takeUntil(GatewaySensorsTest::isGood), values);

            devices.set(POWER_ON);
            List<JsonNode> brownOut = readings.takeUntil(faulted("skipped"));
            assertThat(brownOut.get(brownOut.size() - 1).path("fault").asText()).contains("its supply dips");
            assertAll(brownOut, values);
            devices.set(BME280);
            assertAll(readings.takeUntil(GatewaySensorsTest::isGood), values);

            devices.set("busy 76\n");
            assertAll(readings.takeUntil(faulted("busy")), values);
            devices.set(BME280);
            assertAll(readings.takeUntil(GatewaySensorsTest::isGood), values);
        }
    }

    /** A reading has all values, and the right ones, or none. */
    private static void assertAll(List<JsonNode> readings, JsonNode values) {
        assertThat(readings).allSatisfy(reading -> {
            if (isGood(reading)) {
                assertThat(reading.path("metrics")).isEqualTo(values);
            } else {
                assertThat(reading.path("metrics")).isEmpty();
            }
        });
    }

    @Test
    void theAgentReadsASensorThatIsPulledAndPluggedInAgain() throws Exception {
        Path configuration = Files.writeString(folder.resolve("agent.yaml"), """
                gateway: {thing: gateway-1}
                data_folder: data
                uplink: {mqtt: {endpoint: "mqtt://127.0.0.1:1"}}
                devices:
                  - {id: tower-0042-cab1, driver: bme280, interval: 100ms, options: {address: 0x76}}
                """);
        Path alerts = folder.resolve("data/alerts.log");
        try (TowerProcess agent = EmulatedGateway.start(
                devices.file(), "agent", "--config", configuration.toString(), "--print-committed")) {
            await().atMost(PATIENCE).until(() -> has(agent, "committed tower-0042-cab1"));
            devices.set(NOTHING);
            await().atMost(PATIENCE).until(() -> has(agent, "no answer at 0x76 on bus 1: check wiring"));
            await().atMost(PATIENCE).until(() -> Files.exists(alerts));
            assertThat(Files.readString(alerts)).contains("sensor faulty: no answer at 0x76 on bus 1: check wiring");
            devices.set(BME280);
            await().atMost(PATIENCE).until(() -> has(agent, "the sensor works again"));
            await().atMost(PATIENCE).until(() -> Files.readString(alerts).contains("sensor works again, after "));
            assertThat(agent.terminate()).as(String.join("\n", agent.lines())).isZero();
        }
    }

    private static boolean has(TowerProcess process, String words) {
        assertThat(process.isAlive()).as(String.join("\n", process.lines())).isTrue();
        return process.lines().stream().anyMatch(line -> line.contains(words));
    }
}
