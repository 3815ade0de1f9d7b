package io.towersense.telemetry.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with its unit, such as {@code 5s} or {@code 256MiB}, as a whole number of the smallest unit. */
public final class Quantity {
    /** Spans of time, in nanoseconds: {@code 200ms}, {@code 5s}, {@code 10min}, {@code 2h}, {@code 7d}. */
    public static final Quantity DURATION = new Quantity(
            units(
                    "ns", 1L,
                    "us", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "min", 60_000_000_000L,
                    "h", 3_600_000_000_000L,
                    "d", 86_400_000_000_000L),
            "s",
            "a duration such as 200ms, 5s, 10min, 2h or 7d");
    /** Sizes, in bytes: {@code 64KiB}, {@code 256MiB}, {@code 1.5GB}. */
    public static final Quantity SIZE = new Quantity(
            units(
                    "B",
                    1L,
                    "kB",
                    1_000L,
                    "MB",
                    1_000_000L,
                    "GB",
                    1_000_000_000L,
                    "KiB",
                    1L << 10,
                    "MiB",
                    1L << 20,
                    "GiB",
                    1L << 30,
                    "TiB",
                    1L << 40),
            "MiB",
            "a size such as 64KiB, 256MiB or 2GiB");

    private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,18}(?:\\.[0-9]{1,9})?) ?([A-Za-z]*)");

    private final Map<String, Long> units;
    private final String usualUnit;
    private final String description;

    private Quantity(Map<String, Long> units, String usualUnit, String description) {
        this.units = units;
        this.usualUnit = usualUnit;
        this.description = description;
    }

    /**
     * How many of the smallest unit the text means.
     *
     * @throws IllegalArgumentException if it means nothing; the message says what it is and what it may be
     */
    public long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(quoted(text) + " is not " + description);
        }
        String number = matcher.group(1);
        String unit = matcher.group(2);
        if (unit.isEmpty()) {
            String plain = withoutZeroFraction(number);
            throw new IllegalArgumentException("'" + plain + "' has no unit; write " + plain + usualUnit);
        }
        Long factor = units.get(unit);
        if (factor == null) {
            throw new IllegalArgumentException(quoted(text) + " has the unit '" + unit + "', which is none of "
                    + String.join(", ", units.keySet()));
        }
        BigDecimal amount = new BigDecimal(number).multiply(BigDecimal.valueOf(factor));
        if (amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(quoted(text) + " is too much; write " + description);
        }
        return amount.setScale(0, RoundingMode.DOWN).longValueExact();
    }

    /**
     * The span that the text means, zero or more.
     *
     * @throws IllegalArgumentException if it means none; the message says what it is and what it may be
     */
    public static Duration duration(String text) {
        long nanos = DURATION.parse(text);
        if (nanos < 0) {
            throw new IllegalArgumentException(quoted(text) + " is less than nothing; write " + DURATION.description);
        }
        return Duration.ofNanos(nanos);
    }

    /** The amount in the largest unit that divides it. */
    public String format(long amount) {
        String best = amount + units.keySet().iterator().next();
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (amount % unit.getValue() == 0 && amount >= unit.getValue()) {
                best = amount / unit.getValue() + unit.getKey();
            }
        }
        return best;
    }

    /** The span as a configuration would write it, such as {@code 5s}. */
    public static String format(Duration span) {
        return span.isZero() ? "0s" : DURATION.format(span.toNanos());
    }

    private static String quoted(String text) {
        return "'" + PrintableText.excerpt(text) + "'";
    }

    private static String withoutZeroFraction(String number) {
        BigDecimal value = new BigDecimal(number);
        return value.stripTrailingZeros().scale() <= 0
                ? value.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : number;
    }

    private static Map<String, Long> units(Object... pairs) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            units.put((String) pairs[i], (Long) pairs[i + 1]);
        }
        return units;
    }
}
