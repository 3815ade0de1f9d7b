package io.towersense.sensor.sensirion;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.chip.Vectors;
import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.telemetry.metric.Metric;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Sensirion's own code and formulas as the judge, row by row, for a driver of one generation. */
@Requires(Part.SHARED)
public abstract class SensirionVectors {
    private static final double CELSIUS = 0.01;
    private static final double PERCENT = 0.02;

    private final ChipProvider provider;
    private final String command;
    private final Formula percent;
    private final String key;

    /** @param key how the rows call the generation */
    protected SensirionVectors(ChipProvider provider, String command, Formula percent, String key) {
        this.provider = provider;
        this.command = command;
        this.percent = percent;
        this.key = key;
    }

    @TestFactory
    Stream<DynamicTest> theArithmeticAgreesWithEveryRow() {
        List<JsonNode> rows = Vectors.rows("sht");
        return rows.stream().map(row -> test(row, rows.size(), () -> assertArithmetic(row)));
    }

    @TestFactory
    Stream<DynamicTest> theDriverGivesEveryRowsValueOrTheRightReason() {
        List<JsonNode> rows = Vectors.rows("sht");
        return rows.stream().map(row -> test(row, rows.size(), () -> assertDriver(row)));
    }

    private static DynamicTest test(JsonNode row, int rows, Executable body) {
        return DynamicTest.dynamicTest(row.path("id").textValue() + " of " + rows + " rows", body);
    }

    private void assertArithmetic(JsonNode row) {
        if (row.path("response").isMissingNode()) {
            return;
        }
        Answer answer = new Answer(Vectors.bytes(row, "response"));
        String status = row.path("status").textValue();
        assertThat(answer.isRight(2)).isEqualTo(status.startsWith("ok"));
        if (status.equals("ok")) {
            int temperature = answer.word(0).orElseThrow();
            int humidity = answer.word(1).orElseThrow();
            assertThat(temperature).isEqualTo(row.path("t_tick").intValue());
            assertThat(humidity).isEqualTo(row.path("rh_tick").intValue());
            assertThat(Formula.CELSIUS.of(temperature))
                    .isCloseTo(row.at("/datasheet/t_c").doubleValue(), within(CELSIUS));
            assertThat(percent.of(humidity))
                    .isCloseTo(row.at("/datasheet/" + key + "_rh_pct").doubleValue(), within(PERCENT));
        }
    }

    private void assertDriver(JsonNode row) throws InterruptedException {
        FakeBus bus = new FakeBus(1);
        if (row.path("status").textValue().equals("nack")) {
            assertThatMeasurement(Drivers.open(provider, bus).read()).isFaulted(Kind.NO_ANSWER);
            return;
        }
        bus.attach(0x44, new CommandChip().answer(command, row.path("response").textValue()));
        Measurement measurement = Drivers.open(provider, bus).read();
        byte[] bytes = Vectors.bytes(row, "response");
        if (bytes.length == 6 && (isAll(bytes, 0x00) || isAll(bytes, 0xFF))) {
            assertThatMeasurement(measurement).isFaulted(Kind.STUCK);
            return;
        }
        Answer answer = new Answer(bytes);
        assertMetric(measurement, Metric.TEMPERATURE, answer.word(0).map(Formula.CELSIUS::of), -40, 125, CELSIUS);
        Optional<Double> held = answer.word(1).map(percent::of).map(value -> Math.max(0, Math.min(100, value)));
        assertMetric(measurement, Metric.HUMIDITY, held, 0, 100, PERCENT);
    }

    /** @param expected empty where the word's checksum is wrong */
    private static void assertMetric(
            Measurement measurement,
            Metric metric,
            Optional<Double> expected,
            double lowest,
            double highest,
            double tolerance) {
        if (expected.isEmpty()) {
            assertThatMeasurement(measurement).lacks(metric, Kind.CRC);
        } else if (expected.get() < lowest || expected.get() > highest) {
            assertThatMeasurement(measurement).lacks(metric, Kind.OUT_OF_RANGE);
        } else {
            assertThatMeasurement(measurement).hasValue(metric, expected.get(), tolerance);
        }
    }

    private static boolean isAll(byte[] bytes, int value) {
        for (byte one : bytes) {
            if (one != (byte) value) {
                return false;
            }
        }
        return true;
    }
}
