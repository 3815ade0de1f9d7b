package io.towersense.sensor.simulator;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated sensor's own arithmetic: it counts, and its values are decoded from the counts and rounded to 0.01, as a
 * real sensor's are. Temperature and humidity are counted in the 16 bits of a Sensirion SHT3x (datasheet, conversion of
 * signal output), pressure in sixteenths of a pascal.
 */
final class SensorElement {
    private static final double FULL_SCALE = 65_535;
    private static final double COUNTS_PER_HECTOPASCAL = 1_600;

    private SensorElement() {}

    static Measured measure(Climate climate) {
        Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
        Map<Metric, Long> counts = new EnumMap<>(Metric.class);
        long temperature = Math.round((climate.temperature() + 45) / 175 * FULL_SCALE);
        counts.put(Metric.TEMPERATURE, temperature);
        values.put(Metric.TEMPERATURE, rounded(175 * temperature / FULL_SCALE - 45));
        long humidity = Math.round(climate.humidity() / 100 * FULL_SCALE);
        counts.put(Metric.HUMIDITY, humidity);
        values.put(Metric.HUMIDITY, rounded(100 * humidity / FULL_SCALE));
        long pressure = Math.round(climate.pressure() * COUNTS_PER_HECTOPASCAL);
        counts.put(Metric.PRESSURE, pressure);
        values.put(Metric.PRESSURE, rounded(pressure / COUNTS_PER_HECTOPASCAL));
        return new Measured(values, Map.of(), counts, Optional.empty());
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    }
}
