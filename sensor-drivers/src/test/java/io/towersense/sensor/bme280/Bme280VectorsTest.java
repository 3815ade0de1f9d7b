package io.towersense.sensor.bme280;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.chip.Vectors;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.telemetry.metric.Metric;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Bosch's own code as the judge, row by row. */
@Requires(Part.SHARED)
class Bme280VectorsTest {
    private static final double CELSIUS = 0.01;
    private static final double PASCAL = 0.5;
    private static final double PERCENT = 0.02;

    @TestFactory
    Stream<DynamicTest> theArithmeticAgreesWithEveryRow() {
        List<JsonNode> rows = Vectors.rows("bme280");
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.path("id").textValue() + " of " + rows.size() + " rows", () -> assertArithmetic(row)));
    }

    @TestFactory
    Stream<DynamicTest> theDriverGivesEveryRowsValueOrTheRightReason() {
        List<JsonNode> rows = Vectors.rows("bme280");
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.path("id").textValue() + " of " + rows.size() + " rows", () -> assertDriver(row)));
    }

    private static void assertArithmetic(JsonNode row) {
        Bme280Calibration calibration =
                new Bme280Calibration(Vectors.bytes(row, "calib_88_a1"), Vectors.bytes(row, "calib_e1_e7"));
        JsonNode expected = row.path("expected_double_unclamped");
        double fine = calibration.fineTemperature(row.at("/adc/t").intValue());
        assertThat(Bme280Calibration.celsius(fine))
                .isCloseTo(expected.path("t_c").doubleValue(), within(CELSIUS));
        double pascal = calibration.pascal(row.at("/adc/p").intValue(), fine);
        if (expected.path("p_pa").isNull()) {
            assertThat(pascal).isNaN();
        } else {
            assertThat(pascal).isCloseTo(expected.path("p_pa").doubleValue(), within(PASCAL));
        }
        double percent = calibration.percent(row.at("/adc/h").intValue(), fine);
        assertThat(Math.max(0, Math.min(100, percent)))
                .isCloseTo(row.path("datasheet_double_h_pct").doubleValue(), within(PERCENT));
    }

    private static void assertDriver(JsonNode row) throws InterruptedException {
        RegisterChip chip = new RegisterChip()
                .set(0xD0, row.path("chip_id").intValue())
                .set(0x88, Vectors.bytes(row, "calib_88_a1"))
                .set(0xE1, Vectors.bytes(row, "calib_e1_e7"))
                .set(0xF7, Vectors.bytes(row, "data_f7_fe"));
        Measurement measurement = Drivers.open(new Bme280Provider(), new FakeBus(1).attach(0x76, chip))
                .read();
        if (row.path("kind").textValue().equals("fault")) {
            assertThatMeasurement(measurement).isFaulted(Kind.STUCK);
            return;
        }
        JsonNode expected = row.path("expected_double_unclamped");
        double percent = row.path("datasheet_double_h_pct").doubleValue();
        assertMetric(
                measurement, row, Metric.TEMPERATURE, "t", expected.path("t_c").doubleValue(), CELSIUS);
        assertMetric(
                measurement, row, Metric.PRESSURE, "p", expected.path("p_pa").doubleValue() / 100, PASCAL / 100);
        assertMetric(measurement, row, Metric.HUMIDITY, "h", percent, PERCENT);
    }

    private static void assertMetric(
            Measurement measurement, JsonNode row, Metric metric, String key, double expected, double tolerance) {
        JsonNode skipped = row.path("skipped");
        if (skipped.path("temperature").booleanValue()
                || skipped.path(metric.key()).booleanValue()) {
            assertThatMeasurement(measurement).lacks(metric, Kind.SKIPPED);
        } else if (row.at("/clamped/" + key).booleanValue()) {
            assertThatMeasurement(measurement).lacks(metric, Kind.OUT_OF_RANGE);
        } else {
            assertThatMeasurement(measurement).hasValue(metric, expected, tolerance);
        }
    }
}
