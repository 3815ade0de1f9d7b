package io.towersense.sensor.chip;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is added to what a sensor measures, because it was compared with a better one: {@code offset_temperature: -0.4}.
 * A percentage stays within 0 and 100.
 *
 * @param byMetric in the metric's unit
 */
public record Offsets(Map<Metric, BigDecimal> byMetric) {
    private static final String PREFIX = "offset_";

    public Offsets {
        byMetric = Collections.unmodifiableMap(new EnumMap<>(withNothing(byMetric)));
    }

    /** The names of the options for these metrics. */
    public static Set<String> options(Set<Metric> metrics) {
        return metrics.stream().map(metric -> PREFIX + metric.key()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What the options say.
     *
     * @throws io.towersense.sensor.InvalidOptionException if one is no number, or larger than all that is plausible
     */
    public static Offsets of(DriverOptions options, Set<Metric> metrics) {
        Map<Metric, BigDecimal> offsets = new EnumMap<>(Metric.class);
        for (Metric metric : metrics) {
            String most = metric.highest().subtract(metric.lowest()).toPlainString();
            options.number(PREFIX + metric.key(), "-" + most, most).ifPresent(number -> offsets.put(metric, number));
        }
        return new Offsets(offsets);
    }

    /** What was measured, corrected. */
    public Measured applyTo(Measured measured) {
        if (byMetric.isEmpty()) {
            return measured;
        }
        Map<Metric, BigDecimal> corrected = new EnumMap<>(Metric.class);
        measured.values().forEach((metric, value) -> {
            BigDecimal offset = byMetric.get(metric);
            corrected.put(metric, offset == null ? value : held(metric, value.add(offset)));
        });
        return new Measured(
                corrected,
                measured.quality(),
                measured.problems(),
                measured.failures(),
                measured.rawCounts(),
                measured.takenAt());
    }

    private static BigDecimal held(Metric metric, BigDecimal value) {
        return metric.unit().startsWith("%") ? value.max(metric.lowest()).min(metric.highest()) : value;
    }

    private static Map<Metric, BigDecimal> withNothing(Map<Metric, BigDecimal> offsets) {
        Map<Metric, BigDecimal> copy = new EnumMap<>(Metric.class);
        copy.putAll(offsets);
        return copy;
    }
}
