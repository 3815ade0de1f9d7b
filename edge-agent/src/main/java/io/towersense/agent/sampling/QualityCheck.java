package io.towersense.agent.sampling;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem;
import io.towersense.telemetry.engine.SensorFault;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.time.Spans;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to be thought of a device's values: flags those that cannot be and those that do not move, and says in a
 * sentence what is wrong with the sensor. Not thread-safe.
 */
final class QualityCheck {
    private final FrozenCheck frozen;
    private final Duration frozenAfter;

    /** @param frozenAfter how long a count may stand still; zero for ever */
    QualityCheck(Duration frozenAfter) {
        this.frozen = new FrozenCheck(frozenAfter);
        this.frozenAfter = frozenAfter;
    }

    /**
     * What was measured, with flags.
     *
     * @param measured with all flags
     * @param fault why a metric is unusable, where one is
     */
    record Checked(Measured measured, Optional<SensorFault> fault) {}

    /** @param now the boot clock's time */
    Checked check(Measured measured, Duration now) {
        Map<Metric, Set<QualityFlag>> quality = new TreeMap<>();
        measured.quality().forEach((metric, flags) -> quality.put(metric, copyOf(flags)));
        Map<Metric, String> reasons = new EnumMap<>(Metric.class);
        measured.quality().forEach((metric, flags) -> unusable(flags).ifPresent(text -> reasons.put(metric, text)));
        measured.problems().forEach((metric, problem) -> reasons.put(metric, problem.sentence()));
        measured.values().forEach((metric, value) -> {
            if (!metric.isPlausible(value)) {
                flag(quality, metric, QualityFlag.IMPOSSIBLE);
                reasons.putIfAbsent(metric, implausible(metric, value));
            }
        });
        frozen(measured, now).forEach(metric -> {
            flag(quality, metric, QualityFlag.FROZEN);
            reasons.put(metric, frozenSentence());
        });
        Measured flagged = new Measured(
                measured.values(),
                quality,
                measured.problems(),
                measured.failures(),
                measured.rawCounts(),
                measured.takenAt());
        List<String> failures = measured.failures().stream()
                .map(SensorProblem::sentence)
                .distinct()
                .toList();
        return new Checked(flagged, fault(reasons, failures));
    }

    /** One sentence: each reason once, after the metrics that it is about. */
    private static Optional<SensorFault> fault(Map<Metric, String> reasons, List<String> failures) {
        Map<String, List<String>> metrics = new LinkedHashMap<>();
        reasons.forEach((metric, reason) ->
                metrics.computeIfAbsent(reason, key -> new ArrayList<>()).add(metric.label()));
        List<String> sentences = new ArrayList<>(failures);
        metrics.forEach((reason, labels) -> sentences.add(
                labels.stream().anyMatch(reason::contains) ? reason : String.join(", ", labels) + ": " + reason));
        if (sentences.isEmpty()) {
            return Optional.empty();
        }
        boolean isOfOneMetric = reasons.size() == 1 && failures.isEmpty();
        Optional<Metric> only = isOfOneMetric ? reasons.keySet().stream().findFirst() : Optional.empty();
        return Optional.of(new SensorFault(only, String.join("; ", sentences)));
    }

    private static Optional<String> unusable(Set<QualityFlag> flags) {
        return flags.stream().filter(flag -> !flag.isUsable()).findFirst().map(flag -> "unusable, " + flag.label());
    }

    private static String implausible(Metric metric, BigDecimal value) {
        return metric.label() + " " + metric.format(value) + " cannot be at a site, "
                + metric.lowest().toPlainString() + " to " + metric.format(metric.highest())
                + ": check the sensor and its driver's options";
    }

    private Set<Metric> frozen(Measured measured, Duration now) {
        Set<Metric> frozenOnes = EnumSet.noneOf(Metric.class);
        measured.rawCounts().forEach((metric, count) -> {
            if (frozen.isFrozen(metric, count, now) && measured.values().containsKey(metric)) {
                frozenOnes.add(metric);
            }
        });
        return frozenOnes;
    }

    /** Without the time that has passed since, which would make another sentence of it each time. */
    private String frozenSentence() {
        return "frozen, the sensor has counted the same for " + Spans.format(frozenAfter)
                + ": unplug it and plug it in again; replace it if it stays so";
    }

    private static void flag(Map<Metric, Set<QualityFlag>> quality, Metric metric, QualityFlag flag) {
        quality.computeIfAbsent(metric, key -> EnumSet.noneOf(QualityFlag.class))
                .add(flag);
    }

    private static Set<QualityFlag> copyOf(Set<QualityFlag> flags) {
        Set<QualityFlag> copy = EnumSet.noneOf(QualityFlag.class);
        copy.addAll(flags);
        return copy;
    }
}
