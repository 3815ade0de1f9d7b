package io.towersense.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionTest {

    @ParameterizedTest
    @CsvSource({
        "pressure, mmHg, 760, 1013.25",
        "pressure, mmHg, 732.9, 977.12",
        "pressure, inHg, 29.92, 1013.21",
        "pressure, Pa, 101325, 1013.25",
        "pressure, kPa, 101.325, 1013.25",
        "temperature, °F, 32, 0.00",
        "temperature, °F, 100, 37.78",
        "temperature, °F, -40, -40.00",
        "temperature, K, 273.15, 0.00",
        "supply_voltage, mV, -48123, -48.12",
        "supply_current, mA, 1500, 1.50",
    })
    void convertsToTheMetricsUnit(String metric, String unit, BigDecimal value, BigDecimal converted) {
        assertThat(conversion(metric, unit).apply(value)).isEqualTo(converted);
    }

    @ParameterizedTest
    @CsvSource({"pressure, Pa, 0.5, 0.00", "pressure, Pa, 1.5, 0.02", "pressure, Pa, 2.5, 0.02"})
    void aHalfIsRoundedToEven(String metric, String unit, BigDecimal value, BigDecimal converted) {
        assertThat(conversion(metric, unit).apply(value)).isEqualTo(converted);
    }

    @Test
    void roundsOnceAndNotInBetween() {
        // 5/9 of 0.0009 is 0.0005; had 32.0009 been rounded first, nothing would be left to see.
        assertThat(conversion("temperature", "°F").apply(new BigDecimal("32.00899")))
                .isEqualTo(new BigDecimal("0.00"));
        assertThat(conversion("temperature", "°F").apply(new BigDecimal("32.00901")))
                .isEqualTo(new BigDecimal("0.01"));
    }

    @ParameterizedTest
    @EnumSource
    void theMetricsOwnUnitLeavesTheNumberAlone(Metric metric) {
        BigDecimal number = new BigDecimal("1.23456789012345678901234567890");
        assertThat(conversion(metric.key(), metric.unit()).apply(number)).isSameAs(number);
    }

    private static Conversion conversion(String metric, String unit) {
        return Conversion.of(Metric.of(metric).orElseThrow(), unit).orElseThrow();
    }
}
