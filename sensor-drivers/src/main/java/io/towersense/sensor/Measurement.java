package io.towersense.sensor;

import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What came of reading a sensor once. */
public sealed interface Measurement {

    /**
     * The sensor answered.
     *
     * @param values by metric, in the metric's unit, exact
     * @param quality flags by metric; a metric that is absent here is good; a metric may be flagged without a value
     * @param rawCounts what the sensor itself counted, by metric: a sensor is frozen when these never change. Empty
     *     where a driver has none
     * @param takenAt the time of the data where it is not now: a replay's; empty for anything live
     */
    record Measured(
            Map<Metric, BigDecimal> values,
            Map<Metric, Set<QualityFlag>> quality,
            Map<Metric, Long> rawCounts,
            Optional<Instant> takenAt)
            implements Measurement {
        public Measured {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
            quality = Collections.unmodifiableMap(new TreeMap<>(quality));
            rawCounts = Collections.unmodifiableMap(new TreeMap<>(rawCounts));
        }

        /** Good values, measured now, without raw counts. */
        public static Measured of(Map<Metric, BigDecimal> values) {
            return new Measured(values, Map.of(), Map.of(), Optional.empty());
        }
    }

    /**
     * The sensor gave nothing usable.
     *
     * @param reason one sentence on which a technician can act: what was tried, where, and what to check
     */
    record Faulted(String reason) implements Measurement {}

    /** There is nothing more to come, as at the end of a recording. */
    record Exhausted() implements Measurement {}
}
