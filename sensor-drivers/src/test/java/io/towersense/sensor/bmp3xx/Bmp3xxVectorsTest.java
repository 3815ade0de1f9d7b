package io.towersense.sensor.bmp3xx;

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
class Bmp3xxVectorsTest {
    private static final double CELSIUS = 0.01;
    private static final double PASCAL = 0.5;
    private static final int POWER_ON = 0x800000;
    private static final int READY = 0x70;

    @TestFactory
    Stream<DynamicTest> theArithmeticAgreesWithEveryRow() {
        return tests(Bmp3xxVectorsTest::assertArithmetic);
    }

    @TestFactory
    Stream<DynamicTest> theDriverGivesEveryRowsValueOrTheRightReason() {
        return tests(row -> assertDriver(row, READY));
    }

    @TestFactory
    Stream<DynamicTest> theDriverGivesTheSameWithoutReadyBits() {
        return tests(row -> assertDriver(row, 0));
    }

    @FunctionalInterface
    private interface RowTest {
        void accept(JsonNode row) throws InterruptedException;
    }

    private static Stream<DynamicTest> tests(RowTest test) {
        List<JsonNode> rows = Vectors.rows("bmp3");
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.path("id").textValue() + " of " + rows.size() + " rows", () -> test.accept(row)));
    }

    private static void assertArithmetic(JsonNode row) {
        Bmp3xxCalibration calibration = new Bmp3xxCalibration(Vectors.bytes(row, "calib_31_45"));
        double celsius = calibration.celsius(row.at("/adc/t").intValue());
        double pascal = calibration.pascal(row.at("/adc/p").intValue(), celsius);
        JsonNode expected = row.path("expected_double");
        int warning = row.path("rc_double").intValue();
        if (warning == 0) {
            assertThat(celsius).isCloseTo(expected.path("t_c").doubleValue(), within(CELSIUS));
            assertThat(pascal).isCloseTo(expected.path("p_pa").doubleValue(), within(PASCAL));
        } else if (warning == 3) {
            assertThat(celsius).isLessThan(-40);
        } else if (warning == 4) {
            assertThat(celsius).isGreaterThan(85);
        } else {
            assertThat(celsius).isCloseTo(expected.path("t_c").doubleValue(), within(CELSIUS));
            assertThat(pascal)
                    .satisfies(value ->
                            assertThat(value < 30_000 || value > 125_000).isTrue());
        }
    }

    private static void assertDriver(JsonNode row, int status) throws InterruptedException {
        RegisterChip chip = new RegisterChip()
                .set(0x00, row.path("chip_id").intValue())
                .set(0x03, status)
                .set(0x04, Vectors.bytes(row, "data_04_09"))
                .set(0x31, Vectors.bytes(row, "calib_31_45"));
        Measurement measurement = Drivers.open(new Bmp3xxProvider(), new FakeBus(1).attach(0x76, chip))
                .read();
        if (row.at("/adc/t").intValue() == POWER_ON) {
            assertThatMeasurement(measurement).isFaulted(Kind.SKIPPED);
            return;
        }
        int warning = row.path("rc_double").intValue();
        JsonNode expected = row.path("expected_double");
        if (warning == 3 || warning == 4) {
            assertThatMeasurement(measurement).lacks(Metric.TEMPERATURE, Kind.OUT_OF_RANGE);
            return;
        }
        assertThatMeasurement(measurement)
                .hasValue(Metric.TEMPERATURE, expected.path("t_c").doubleValue(), CELSIUS);
        if (row.at("/adc/p").intValue() == POWER_ON) {
            assertThatMeasurement(measurement).lacks(Metric.PRESSURE, Kind.SKIPPED);
        } else if (warning != 0) {
            assertThatMeasurement(measurement).lacks(Metric.PRESSURE, Kind.OUT_OF_RANGE);
        } else {
            assertThatMeasurement(measurement)
                    .hasValue(Metric.PRESSURE, expected.path("p_pa").doubleValue() / 100, PASCAL / 100);
        }
    }
}
