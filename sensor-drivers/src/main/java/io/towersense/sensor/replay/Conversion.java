package io.towersense.sensor.replay;

import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The way from a recorded unit to the metric's: exact in between and rounded half-even to 0.01 once, at the end. A number
 * that is in the metric's unit already stays as it is.
 *
 * @param offset added first
 * @param multiplier applied second
 * @param divisor applied last
 */
record Conversion(BigDecimal offset, BigDecimal multiplier, BigDecimal divisor) {
    static final Conversion NONE = of("0", "1", "1");

    private static final int DECIMALS = 2;
    private static final Map<String, Conversion> CELSIUS = Map.of(
            "°C", NONE, "C", NONE, "°F", of("-32", "5", "9"), "F", of("-32", "5", "9"), "K", of("-273.15", "1", "1"));
    private static final Map<String, Conversion> RELATIVE_HUMIDITY = Map.of("%RH", NONE, "%", NONE);

    /** The conventional millimetre and inch (25.4 mm) of mercury, at 0 °C: ISO 80000-4, NIST SP 811 appendix B. */
    private static final Map<String, Conversion> HECTOPASCAL = Map.of(
            "hPa", NONE,
            "mbar", NONE,
            "Pa", of("0", "1", "100"),
            "kPa", of("0", "10", "1"),
            "mmHg", of("0", "1.33322387415", "1"),
            "inHg", of("0", "33.86388640341", "1"));

    private static final Map<String, Conversion> VOLT = Map.of("V", NONE, "mV", of("0", "1", "1000"));
    private static final Map<String, Conversion> AMPERE = Map.of("A", NONE, "mA", of("0", "1", "1000"));

    /** The conversion of a value of this metric in this unit; empty where the unit is none of the metric's. */
    static Optional<Conversion> of(Metric metric, String unit) {
        return Optional.ofNullable(known(metric).get(unit));
    }

    /** The units that a value of this metric may be recorded in. */
    static List<String> units(Metric metric) {
        return List.copyOf(new TreeMap<>(known(metric)).keySet());
    }

    /** The value in the metric's unit. */
    BigDecimal apply(BigDecimal value) {
        return equals(NONE)
                ? value
                : value.add(offset).multiply(multiplier).divide(divisor, DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static Map<String, Conversion> known(Metric metric) {
        return switch (metric) {
            case TEMPERATURE -> CELSIUS;
            case HUMIDITY -> RELATIVE_HUMIDITY;
            case PRESSURE -> HECTOPASCAL;
            case SUPPLY_VOLTAGE -> VOLT;
            case SUPPLY_CURRENT -> AMPERE;
            case SIGNAL_STRENGTH, PACKET_LOSS, HANDOVER_FAILURE_RATE -> Map.of(metric.unit(), NONE);
        };
    }

    private static Conversion of(String offset, String multiplier, String divisor) {
        return new Conversion(new BigDecimal(offset), new BigDecimal(multiplier), new BigDecimal(divisor));
    }
}
