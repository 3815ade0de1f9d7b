package io.towersense.sensor;

import io.towersense.telemetry.value.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The options of a driver as texts by name, read with their type where they are used. Every reader throws
 * {@link InvalidOptionException} where the text is none of its type.
 *
 * @param values text by option name
 */
public record DriverOptions(Map<String, String> values) {
    /** No options. */
    public static final DriverOptions NONE = new DriverOptions(Map.of());

    public DriverOptions {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** The option's text, if it is set. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The option's text; an error where it is not set. */
    public String required(String name, String example) {
        return text(name)
                .orElseThrow(() -> new InvalidOptionException(name, "is missing; write, for example, " + example));
    }

    /** The option as a decimal number, if it is set. */
    public Optional<BigDecimal> number(String name) {
        return parsed(name, BigDecimal::new, "a number");
    }

    /** The option as a decimal number within {@code lowest} and {@code highest}, both included, if it is set. */
    public Optional<BigDecimal> number(String name, String lowest, String highest) {
        return number(name).map(value -> {
            if (value.compareTo(new BigDecimal(lowest)) < 0 || value.compareTo(new BigDecimal(highest)) > 0) {
                throw new InvalidOptionException(
                        name, "'" + values.get(name) + "' is not within " + lowest + " to " + highest);
            }
            return value;
        });
    }

    /** The option as a whole number, if it is set; hexadecimal with 0x. */
    public Optional<Long> whole(String name) {
        return parsed(name, DriverOptions::parseWhole, "a whole number");
    }

    /** The option as a span of time with its unit, such as {@code 8s} or {@code 1.5h}, not negative, if it is set. */
    public Optional<Duration> span(String name) {
        return text(name).map(text -> {
            try {
                return Quantity.duration(text);
            } catch (IllegalArgumentException e) {
                throw new InvalidOptionException(name, String.valueOf(e.getMessage()));
            }
        });
    }

    /** The option as one of a few known words, if it is set. */
    public <T> Optional<T> choice(String name, Map<String, T> known) {
        return text(name).map(text -> chosen(name, text, known));
    }

    /** The option as several of a few known words, comma separated, in their order; empty if it is not set. */
    public <T> List<T> choices(String name, Map<String, T> known) {
        return text(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(text -> chosen(name, text, known))
                .toList();
    }

    private static <T> T chosen(String name, String text, Map<String, T> known) {
        T meaning = known.get(text.strip());
        if (meaning == null) {
            throw new InvalidOptionException(
                    name,
                    "'" + text.strip() + "' is none of "
                            + String.join(", ", new TreeMap<>(known).keySet())
                            + NearestName.hint(text.strip(), known.keySet()));
        }
        return meaning;
    }

    private <T> Optional<T> parsed(String name, Function<String, T> parse, String expected) {
        return text(name).map(text -> {
            try {
                return parse.apply(text.strip());
            } catch (NumberFormatException e) {
                throw new InvalidOptionException(name, "'" + text + "' is not " + expected);
            }
        });
    }

    private static long parseWhole(String text) {
        return text.startsWith("0x") || text.startsWith("0X")
                ? Long.parseLong(text.substring(2), 16)
                : Long.parseLong(text);
    }
}
