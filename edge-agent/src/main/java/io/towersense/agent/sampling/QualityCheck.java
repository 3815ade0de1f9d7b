package io.towersense.agent.sampling;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem;
import io.towersense.telemetry.engine.SensorFault;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.time.Spans;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is to be thought of a device's values: flags those that cannot be and those that do not move, and says in a
 * sentence what is wrong with the sensor. Not thread-safe.
 */
final class QualityCheck {
    private final FrozenCheck frozen;

    /** @param frozenAfter how long a count may stand still; zero for ever */
    QualityCheck(Duration frozenAfter) {
        this.frozen = new FrozenCheck(frozenAfter);
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
        measured.quality()
                .forEach((metric, flags) -> unusable(metric, flags).ifPresent(text -> reasons.put(metric, text)));
        measured.problems().forEach((metric, problem) -> reasons.put(metric, reason(metric, problem)));
        measured.values().forEach((metric, value) -> {
            if (!metric.isPlausible(value)) {
                flag(quality, metric, QualityFlag.IMPOSSIBLE);
                reasons.putIfAbsent(metric, implausible(metric, value));
            }
        });
        Map<Metric, Duration> frozenOnes = frozen(measured, now);
        frozenOnes.keySet().forEach(metric -> {
            flag(quality, metric, QualityFlag.FROZEN);
            reasons.put(metric, frozenSentence(frozenOnes));
        });
        Measured flagged =
                new Measured(measured.values(), quality, measured.problems(), measured.rawCounts(), measured.takenAt());
        return new Checked(flagged, fault(reasons));
    }

    private static Optional<SensorFault> fault(Map<Metric, String> reasons) {
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        Optional<Metric> only = reasons.size() == 1 ? reasons.keySet().stream().findFirst() : Optional.empty();
        return Optional.of(new SensorFault(only, String.join("; ", new LinkedHashSet<>(reasons.values()))));
    }

    private static Optional<String> unusable(Metric metric, Set<QualityFlag> flags) {
        return flags.stream()
                .filter(flag -> !flag.isUsable())
                .findFirst()
                .map(flag -> metric.label() + " is unusable: " + flag.label());
    }

    private static String reason(Metric metric, SensorProblem problem) {
        String sentence = problem.sentence();
        return sentence.contains(metric.label()) ? sentence : metric.label() + ": " + sentence;
    }

    private static String implausible(Metric metric, BigDecimal value) {
        return metric.label() + " " + metric.format(value) + " cannot be at a site, "
                + metric.lowest().toPlainString() + " to " + metric.format(metric.highest())
                + ": check the sensor and its driver's options";
    }

    private Map<Metric, Duration> frozen(Measured measured, Duration now) {
        Map<Metric, Duration> lengths = new EnumMap<>(Metric.class);
        measured.rawCounts()
                .forEach((metric, count) -> frozen.frozenFor(metric, count, now)
                        .filter(length -> measured.values().containsKey(metric))
                        .ifPresent(length -> lengths.put(metric, length)));
        return lengths;
    }

    /** One sentence for all that are frozen, by the one that is for the shortest time. */
    private static String frozenSentence(Map<Metric, Duration> frozenOnes) {
        String metrics = frozenOnes.keySet().stream().map(Metric::label).collect(Collectors.joining(", "));
        Duration shortest = Collections.min(frozenOnes.values()).truncatedTo(ChronoUnit.SECONDS);
        return metrics + (frozenOnes.size() == 1 ? " is" : " are") + " frozen: the sensor has counted the same for "
                + Spans.format(shortest) + ": unplug it and plug it in again; replace it if it stays so";
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
