package io.towersense.sensor.chip;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One measurement of a chip in the making: values within the chip's operating range, problems for what lies outside.
 * The range is checked on the value as it was computed, before anything is held to limits or rounded: a value far outside
 * tells of damaged data, and holding it would make it look right. Not thread-safe.
 */
public final class Readout {
    /** Decimals that are kept: finer than any of the chips resolves. */
    private static final int DECIMALS = 3;

    private final String chip;
    private final Map<Metric, OperatingRange> ranges;
    private final Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
    private final Map<Metric, SensorProblem> problems = new EnumMap<>(Metric.class);
    private final Map<Metric, Long> counts = new EnumMap<>(Metric.class);

    /**
     * Begins one.
     *
     * @param chip its name for a person
     * @param ranges its operating ranges; a metric without one has no limits
     */
    public Readout(String chip, Map<Metric, OperatingRange> ranges) {
        this.chip = chip;
        this.ranges = ranges;
    }

    /**
     * Takes a computed value, rounded to 0.001 of the metric's unit.
     *
     * @param value in the metric's unit; NaN where the chip's calibration makes it impossible to compute
     * @param count what the chip itself counted
     */
    public Readout value(Metric metric, double value, long count) {
        if (Double.isFinite(value)) {
            return value(metric, BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN), value, count);
        }
        return missing(
                metric,
                new SensorProblem(
                        Kind.OUT_OF_RANGE,
                        metric.label() + " cannot be computed: the " + chip
                                + "'s calibration makes no sense; check wiring and supply, else replace it"));
    }

    /** Takes a value that is exact. */
    public Readout value(Metric metric, BigDecimal value, long count) {
        return value(metric, value, value.doubleValue(), count);
    }

    /** Takes back what the chip counted: in this measurement, counts that stand still would prove nothing. */
    public Readout withoutCounts() {
        counts.clear();
        return this;
    }

    /** Says why a metric has no value. */
    public Readout missing(Metric metric, SensorProblem problem) {
        problems.put(metric, problem);
        return this;
    }

    /** What was taken so far. */
    public Measured measured() {
        return new Measured(values, Map.of(), problems, counts, Optional.empty());
    }

    private Readout value(Metric metric, BigDecimal exact, double value, long count) {
        OperatingRange range = ranges.get(metric);
        if (range != null && !range.contains(value)) {
            return missing(metric, outOfRange(metric, value, range));
        }
        values.put(metric, exact);
        counts.put(metric, count);
        return this;
    }

    private SensorProblem outOfRange(Metric metric, double value, OperatingRange range) {
        return new SensorProblem(
                Kind.OUT_OF_RANGE,
                metric.label() + " " + metric.format(rounded(value)) + " is out of the " + chip + "'s range, "
                        + rounded(range.lowest()).toPlainString() + " to " + metric.format(rounded(range.highest()))
                        + ": check wiring and supply; replace the sensor if it stays so");
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
    }
}
