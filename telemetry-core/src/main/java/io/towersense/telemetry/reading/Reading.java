package io.towersense.telemetry.reading;

import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.time.Timestamps;
import io.towersense.telemetry.value.Identifier;
import io.towersense.telemetry.value.PrintableText;
import io.towersense.telemetry.value.StorableNumber;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one device measured at one instant. (deviceId, timestamp) is its identity. Values are exact decimal numbers.
 *
 * @param deviceId 1 to 128 of {@code [A-Za-z0-9_.:-]}
 * @param timestamp when it was measured, to the microsecond
 * @param values number by field name, sorted by name: at least one metric of the catalogue, and whatever other numbers
 *     came with it
 * @param firmwareVersion at most 128 characters
 * @param siteId as a device id
 * @param simulated whether no sensor stands behind it
 * @param clock whether the gateway's clock was right, where the gateway says so
 * @param quality flags by metric name; a metric that is absent here is good
 * @param breaches ids of the rules that the values break, set by whoever evaluated them
 */
public record Reading(
        String deviceId,
        Instant timestamp,
        Map<String, BigDecimal> values,
        Optional<String> firmwareVersion,
        Optional<String> siteId,
        boolean simulated,
        Optional<ClockState> clock,
        Map<String, Set<QualityFlag>> quality,
        List<String> breaches) {

    /** @throws InvalidReadingException if a field breaks the contract; the message names it */
    public Reading {
        requireIdentifier(FieldNames.DEVICE_ID, deviceId);
        timestamp = requireTimestamp(timestamp);
        firmwareVersion.ifPresent(text -> requireText(FieldNames.FIRMWARE_VERSION, text));
        siteId.ifPresent(text -> requireIdentifier(FieldNames.SITE_ID, text));
        breaches.forEach(rule -> requireIdentifier(FieldNames.BREACHES, rule));
        values = copyOfValues(values);
        quality = copyOfQuality(quality);
        breaches = List.copyOf(breaches);
    }

    /** A reading of these values and nothing else. */
    public static Reading of(String deviceId, Instant timestamp, Map<String, BigDecimal> values) {
        return builder(deviceId, timestamp).values(values).build();
    }

    /** Begins a reading. */
    public static ReadingBuilder builder(String deviceId, Instant timestamp) {
        return new ReadingBuilder(deviceId, timestamp);
    }

    /** Begins another reading that is like this one. */
    public ReadingBuilder toBuilder() {
        return new ReadingBuilder(this);
    }

    /** The same reading, judged: with the rules that it breaks. */
    public Reading withBreaches(List<String> rules) {
        return toBuilder().breaches(rules).build();
    }

    /** The value of the metric, whatever its quality. */
    public Optional<BigDecimal> value(Metric metric) {
        return Optional.ofNullable(values.get(metric.key()));
    }

    /** The value of the metric if it is evidence: there, and without an unusable flag. */
    public Optional<BigDecimal> evidence(Metric metric) {
        return isUnusable(metric) ? Optional.empty() : value(metric);
    }

    /** Whether a flag says that what was measured of the metric is no evidence. */
    public boolean isUnusable(Metric metric) {
        return quality.getOrDefault(metric.key(), Set.of()).stream().anyMatch(flag -> !flag.isUsable());
    }

    private static void requireIdentifier(String field, String text) {
        if (!Identifier.isIdentifier(text)) {
            throw new InvalidReadingException(
                    field, "'" + PrintableText.excerpt(text) + "' is not " + Identifier.DESCRIPTION);
        }
    }

    private static void requireText(String field, String text) {
        if (!PrintableText.isPrintable(text)) {
            throw new InvalidReadingException(
                    field, "'" + PrintableText.excerpt(text) + "' is not 1 to 128 printable characters");
        }
    }

    private static Instant requireTimestamp(Instant timestamp) {
        try {
            return Timestamps.checked(timestamp);
        } catch (DateTimeException e) {
            throw new InvalidReadingException(FieldNames.TIMESTAMP, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, BigDecimal> copyOfValues(Map<String, BigDecimal> values) {
        Map<String, BigDecimal> copy = new TreeMap<>();
        values.forEach((field, value) -> {
            requireNumericField(field);
            StorableNumber.problemWith(value).ifPresent(problem -> {
                throw new InvalidReadingException(field, problem);
            });
            copy.put(field, StorableNumber.compact(value));
        });
        if (Collections.disjoint(copy.keySet(), Metric.keys())) {
            throw new InvalidReadingException(
                    "metrics", "there is none; a reading has at least one, such as temperature");
        }
        return Collections.unmodifiableMap(copy);
    }

    private static void requireNumericField(String field) {
        if (FieldNames.RESERVED.contains(field)) {
            throw new InvalidReadingException(field, "the name is reserved for the cloud");
        }
        if (FieldNames.TEXTUAL.contains(field)) {
            throw new InvalidReadingException(field, "is a number, where a text or a truth value belongs");
        }
        requireText("a field's name", field);
    }

    private static Map<String, Set<QualityFlag>> copyOfQuality(Map<String, Set<QualityFlag>> quality) {
        Map<String, Set<QualityFlag>> copy = new TreeMap<>();
        quality.forEach((metric, flags) -> {
            requireText(FieldNames.QUALITY, metric);
            if (!flags.isEmpty()) {
                copy.put(metric, Collections.unmodifiableSet(EnumSet.copyOf(flags)));
            }
        });
        return Collections.unmodifiableMap(copy);
    }
}
