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
        CommandChip chip =
                new CommandChip().answer(command, row.path("response").textValue());
        Measurement measurement =
                Drivers.open(provider, new FakeBus(1).attach(0x44, chip)).read();
        switch (row.path("status").textValue()) {
            case "ok" -> assertValues(measurement, row);
            case "ok_implausible" ->
                // Ticks 0 with the right checksums: -45 °C is nothing that the chip measures, 0 %RH is.
                assertThatMeasurement(measurement)
                        .lacks(Metric.TEMPERATURE, Kind.OUT_OF_RANGE)
                        .hasValue(Metric.HUMIDITY, 0, PERCENT);
            case "crc_error_t" -> {
                if (row.path("kind").textValue().contains("stuck")) {
                    assertThatMeasurement(measurement).isFaulted(Kind.STUCK);
                } else {
                    assertThatMeasurement(measurement).lacks(Metric.TEMPERATURE, Kind.CRC);
                }
            }
            case "crc_error_rh" -> assertThatMeasurement(measurement).lacks(Metric.HUMIDITY, Kind.CRC);
            case "short_read" -> assertThatMeasurement(measurement).isFaulted(Kind.CRC);
            default -> throw new IllegalStateException("an unknown status: " + row);
        }
    }

    private void assertValues(Measurement measurement, JsonNode row) {
        double celsius = row.at("/datasheet/t_c").doubleValue();
        double humidity = row.at("/datasheet/" + key + "_rh_pct").doubleValue();
        if (celsius < -40 || celsius > 125) {
            assertThatMeasurement(measurement).lacks(Metric.TEMPERATURE, Kind.OUT_OF_RANGE);
        } else {
            assertThatMeasurement(measurement).hasValue(Metric.TEMPERATURE, celsius, CELSIUS);
        }
        assertThatMeasurement(measurement).hasValue(Metric.HUMIDITY, Math.max(0, Math.min(100, humidity)), PERCENT);
    }
}
