package io.towersense.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A BME280 with the registers of each reference vector, one after the other, read on an emulated gateway. */
@Requires({Part.SHARED, Part.ARM64})
class GatewayVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double ROUNDING = 0.0005;
    private static final String NOTHING = "# unplugged, so that the next chip is another one\n";

    @TempDir
    private Path folder;

    @Test
    void everyRowIsReadAsTheMakersCodeComputesItOrHasItsReason() throws Exception {
        PretendDevices devices = new PretendDevices(folder);
        devices.set(NOTHING);
        List<String> rows = Files.readAllLines(Part.SHARED.require().resolve("vectors/bme280.jsonl"));
        assertThat(rows).hasSizeGreaterThan(100);
        try (GatewayReadings readings = GatewayReadings.start(devices, folder.resolve("recording"), "bme280")) {
            readings.takeUntil(GatewayVectorsTest::isNobodyThere);
            for (String line : rows) {
                JsonNode row = JSON.readTree(line);
                devices.set(chip(row));
                JsonNode first = last(readings.takeUntil(reading -> !isNobodyThere(reading)));
                devices.set(NOTHING);
                List<JsonNode> others = readings.takeUntil(GatewayVectorsTest::isNobodyThere);
                assertRow(row, first);
                others.subList(0, others.size() - 1).forEach(reading -> assertRow(row, reading));
            }
        }
    }

    private static JsonNode last(List<JsonNode> readings) {
        return readings.get(readings.size() - 1);
    }

    private static boolean isNobodyThere(JsonNode reading) {
        return reading.path("fault_kind").asText().equals("no_answer");
    }

    private static String chip(JsonNode row) {
        return "reg 76 d0 %02x%nreg 76 88 %s%nreg 76 e1 %s%nreg 76 f7 %s%n"
                .formatted(
                        row.path("chip_id").intValue(),
                        row.path("calib_88_a1").textValue(),
                        row.path("calib_e1_e7").textValue(),
                        row.path("data_f7_fe").textValue());
    }

    private static void assertRow(JsonNode row, JsonNode reading) {
        if (row.path("kind").textValue().equals("fault")) {
            assertThat(reading.path("fault_kind").asText()).as(row.toString()).isEqualTo("stuck");
            return;
        }
        JsonNode expected = row.path("expected_double_unclamped");
        double percent = row.path("datasheet_double_h_pct").doubleValue();
        assertMetric(row, reading, "temperature", "t", expected.path("t_c").doubleValue(), 0.01);
        assertMetric(row, reading, "pressure", "p", expected.path("p_pa").doubleValue() / 100, 0.005);
        assertMetric(row, reading, "humidity", "h", percent, 0.02);
    }

    private static void assertMetric(
            JsonNode row, JsonNode reading, String metric, String key, double expected, double tolerance) {
        boolean isSkipped = row.at("/skipped/temperature").booleanValue()
                || row.path("skipped").path(metric).booleanValue();
        boolean isOutside = row.at("/clamped/" + key).booleanValue();
        JsonNode value = reading.path("metrics").path(metric);
        if (!isSkipped && !isOutside) {
            assertThat(value.doubleValue())
                    .as("%s of %s", metric, row)
                    .isCloseTo(expected, within(tolerance + ROUNDING));
            return;
        }
        assertThat(value.isMissingNode()).as("%s of %s", metric, row).isTrue();
        // Where nothing has a value there is one reason for all, which is one of theirs.
        String kind = reading.path("problems")
                .path(metric)
                .path("kind")
                .asText(reading.path("fault_kind").asText());
        assertThat(kind).as("%s of %s", metric, row).isIn("skipped", "out_of_range");
        if (reading.has("problems")) {
            assertThat(kind).as("%s of %s", metric, row).isEqualTo(isSkipped ? "skipped" : "out_of_range");
        }
    }
}
