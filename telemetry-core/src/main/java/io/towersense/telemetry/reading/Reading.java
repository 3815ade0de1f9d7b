package io.towersense.telemetry.reading;

import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.time.Timestamps;
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
import java.util.regex.Pattern;

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

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final int LONGEST_TEXT = 128;
    private static final int MOST_DIGITS = 38;
    private static final int LARGEST_EXPONENT = 125;
    private static final int SMALLEST_EXPONENT = -130;

    /** @throws InvalidReadingException if a field breaks the contract; the message names it */
    public Reading {
        requireIdentifier(FieldNames.DEVICE_ID, deviceId);
        timestamp = requireTimestamp(timestamp);
        values.forEach(Reading::requireNumber);
        if (values.keySet().stream().noneMatch(name -> Metric.of(name).isPresent())) {
            throw new InvalidReadingException(
                    "metrics", "there is none; a reading has at least one, such as temperature");
        }
        firmwareVersion.ifPresent(text -> requireText(FieldNames.FIRMWARE_VERSION, text));
        siteId.ifPresent(text -> requireIdentifier(FieldNames.SITE_ID, text));
        breaches.forEach(rule -> requireIdentifier(FieldNames.BREACHES, rule));
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        quality = copyOf(quality);
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
        boolean usable = quality.getOrDefault(metric.key(), Set.of()).stream().allMatch(QualityFlag::isUsable);
        return usable ? value(metric) : Optional.empty();
    }

    private static void requireIdentifier(String field, String text) {
        if (!IDENTIFIER.matcher(text).matches()) {
            throw new InvalidReadingException(
                    field, "'" + shortened(text) + "' is not 1 to 128 letters, digits and _ . : -");
        }
    }

    private static void requireText(String field, String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidReadingException(field, "'" + shortened(text) + "' is not 1 to 128 printable characters");
        }
    }

    private static Instant requireTimestamp(Instant timestamp) {
        try {
            return Timestamps.checked(timestamp);
        } catch (DateTimeException e) {
            throw new InvalidReadingException(FieldNames.TIMESTAMP, String.valueOf(e.getMessage()));
        }
    }

    private static void requireNumber(String field, BigDecimal value) {
        if (FieldNames.RESERVED.contains(field)) {
            throw new InvalidReadingException(field, "the name is reserved for the cloud");
        }
        if (FieldNames.TEXTUAL.contains(field)) {
            throw new InvalidReadingException(field, "is a number, where a text or a truth value belongs");
        }
        requireText("a field's name", field);
        BigDecimal significant = value.stripTrailingZeros();
        if (significant.precision() > MOST_DIGITS) {
            throw new InvalidReadingException(field, "has more than 38 significant digits");
        }
        long exponent = (long) significant.precision() - significant.scale() - 1;
        if (significant.signum() != 0 && (exponent > LARGEST_EXPONENT || exponent < SMALLEST_EXPONENT)) {
            throw new InvalidReadingException(field, "is not 0 and not within 1E-130 to 9.9E+125");
        }
    }

    private static Map<String, Set<QualityFlag>> copyOf(Map<String, Set<QualityFlag>> quality) {
        Map<String, Set<QualityFlag>> copy = new TreeMap<>();
        quality.forEach((metric, flags) -> {
            requireText(FieldNames.QUALITY, metric);
            if (!flags.isEmpty()) {
                copy.put(metric, Collections.unmodifiableSet(EnumSet.copyOf(flags)));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
