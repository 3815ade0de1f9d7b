package io.towersense.sensor.bme68x;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.chip.RegisterBytes;
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

/** Bosch's own code as the judge, row by row. It holds humidity to 0 and 100 %RH, and nothing else to anything. */
@Requires(Part.SHARED)
class Bme68xVectorsTest {
    private static final double CELSIUS = 0.01;
    private static final double PASCAL = 2;
    private static final double PERCENT = 0.05;

    /** What a row holds, and what this arithmetic makes of it. */
    private record Row(JsonNode json, double celsius, double pascal, double percent) {
        static Row of(JsonNode json) {
            Bme68xCalibration calibration =
                    new Bme68xCalibration(Vectors.bytes(json, "calib_8a_a0"), Vectors.bytes(json, "calib_e1_ee"));
            RegisterBytes field = new RegisterBytes(Vectors.bytes(json, "field0_1d_2d"));
            double fine = calibration.fineTemperature(field.count20(5));
            double celsius = Bme68xCalibration.celsius(fine);
            return new Row(
                    json,
                    celsius,
                    calibration.pascal(field.count20(2), fine),
                    calibration.percent(field.count16(8), celsius));
        }

        double expected(String key) {
            return json.path("expected_float32").path(key).doubleValue();
        }
    }

    @FunctionalInterface
    private interface RowTest {
        void accept(Row row) throws InterruptedException;
    }

    @TestFactory
    Stream<DynamicTest> theArithmeticAgreesWithEveryRow() {
        return tests(Bme68xVectorsTest::assertArithmetic);
    }

    @TestFactory
    Stream<DynamicTest> theDriverGivesEveryRowsValueOrTheRightReason() {
        return tests(Bme68xVectorsTest::assertDriver);
    }

    private static Stream<DynamicTest> tests(RowTest test) {
        List<JsonNode> rows = Vectors.rows("bme68x");
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.path("id").textValue() + " of " + rows.size() + " rows", () -> test.accept(Row.of(row))));
    }

    private static void assertArithmetic(Row row) {
        assertThat(row.celsius()).isCloseTo(row.expected("t_c"), within(CELSIUS));
        assertThat(row.pascal()).isCloseTo(row.expected("p_pa"), within(PASCAL));
        assertThat(Math.max(0, Math.min(100, row.percent()))).isCloseTo(row.expected("h_pct"), within(PERCENT));
    }

    private static void assertDriver(Row row) throws InterruptedException {
        JsonNode json = row.json();
        RegisterChip chip = new RegisterChip()
                .set(0x00, Vectors.bytes(json, "calib_00_04"))
                .set(0x1D, Vectors.bytes(json, "field0_1d_2d"))
                .set(0x8A, Vectors.bytes(json, "calib_8a_a0"))
                .set(0xD0, json.path("chip_id").intValue())
                .set(0xE1, Vectors.bytes(json, "calib_e1_ee"))
                .set(0xF0, json.path("variant_id").intValue());
        Measurement measurement = Drivers.open(new Bme68xProvider(), new FakeBus(1).attach(0x76, chip))
                .read();
        if (json.path("n_fields").intValue() == 0) {
            assertThatMeasurement(measurement).isFaulted(Kind.NOT_READY);
        } else if (json.path("kind").textValue().equals("edge:skipped")) {
            assertThatMeasurement(measurement).isFaulted(Kind.SKIPPED);
        } else {
            assertMetric(measurement, Metric.TEMPERATURE, row.celsius(), -40, 85, row.expected("t_c"), CELSIUS);
            assertMetric(
                    measurement,
                    Metric.PRESSURE,
                    row.pascal() / 100,
                    300,
                    1100,
                    row.expected("p_pa") / 100,
                    PASCAL / 100);
            assertMetric(measurement, Metric.HUMIDITY, row.percent(), 0, 100, row.expected("h_pct"), PERCENT);
        }
    }

    private static void assertMetric(
            Measurement measurement,
            Metric metric,
            double computed,
            double lowest,
            double highest,
            double expected,
            double tolerance) {
        if (computed < lowest || computed > highest) {
            assertThatMeasurement(measurement).lacks(metric, Kind.OUT_OF_RANGE);
        } else {
            assertThatMeasurement(measurement).hasValue(metric, expected, tolerance);
        }
    }
}
