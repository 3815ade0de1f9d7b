package io.towersense.sensor;

import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
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
     * @param quality flags by metric; a metric that is absent here is good; a metric may be flagged without a value.
     *     Every metric with a problem has its problem's flag
     * @param problems why a metric that the sensor should have measured has no value
     * @param failures why one of several sensors gave nothing at all, where it is not known which metrics that concerns
     * @param rawCounts what the sensor itself counted, by metric: a sensor is frozen when these never change. Empty
     *     where a driver has none, or counts so coarsely that a healthy room holds one count for hours
     * @param takenAt the time of the data where it is not now: a replay's; empty for anything live
     */
    record Measured(
            Map<Metric, BigDecimal> values,
            Map<Metric, Set<QualityFlag>> quality,
            Map<Metric, SensorProblem> problems,
            List<SensorProblem> failures,
            Map<Metric, Long> rawCounts,
            Optional<Instant> takenAt)
            implements Measurement {
        public Measured {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
            quality = Collections.unmodifiableMap(withFlags(quality, problems));
            problems = Collections.unmodifiableMap(new TreeMap<>(problems));
            failures = List.copyOf(failures);
            rawCounts = Collections.unmodifiableMap(new TreeMap<>(rawCounts));
        }

        /** What one sensor measured. */
        public Measured(
                Map<Metric, BigDecimal> values,
                Map<Metric, Set<QualityFlag>> quality,
                Map<Metric, SensorProblem> problems,
                Map<Metric, Long> rawCounts,
                Optional<Instant> takenAt) {
            this(values, quality, problems, List.of(), rawCounts, takenAt);
        }

        /** What was measured where nothing is missing. */
        public Measured(
                Map<Metric, BigDecimal> values,
                Map<Metric, Set<QualityFlag>> quality,
                Map<Metric, Long> rawCounts,
                Optional<Instant> takenAt) {
            this(values, quality, Map.of(), List.of(), rawCounts, takenAt);
        }

        /** Good values, measured now, without raw counts. */
        public static Measured of(Map<Metric, BigDecimal> values) {
            return new Measured(values, Map.of(), Map.of(), Optional.empty());
        }

        private static Map<Metric, Set<QualityFlag>> withFlags(
                Map<Metric, Set<QualityFlag>> quality, Map<Metric, SensorProblem> problems) {
            Map<Metric, Set<QualityFlag>> all = new TreeMap<>(quality);
            problems.forEach((metric, problem) -> {
                Set<QualityFlag> flags = EnumSet.of(problem.flag());
                flags.addAll(quality.getOrDefault(metric, Set.of()));
                all.put(metric, Collections.unmodifiableSet(flags));
            });
            return all;
        }
    }

    /** The sensor gave nothing usable, for this reason. */
    record Faulted(SensorProblem problem) implements Measurement {
        /** @param reason one sentence on which a technician can act: what was tried, where, and what to check */
        public Faulted(String reason) {
            this(SensorProblem.of(reason));
        }

        /** One sentence on which a technician can act. */
        public String reason() {
            return problem.sentence();
        }
    }

    /** There is nothing more to come, as at the end of a recording. */
    record Exhausted() implements Measurement {}
}
