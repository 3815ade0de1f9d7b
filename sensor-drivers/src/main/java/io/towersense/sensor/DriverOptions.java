package io.towersense.sensor;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The options of a driver as texts by name, read with their type where they are used.
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

    /** The option as a whole number, if it is set; hexadecimal with 0x. */
    public Optional<Long> whole(String name) {
        return parsed(name, Long::decode, "a whole number");
    }

    private <T> Optional<T> parsed(String name, Function<String, T> parse, String expected) {
        return text(name).map(text -> {
            try {
                return parse.apply(text);
            } catch (NumberFormatException e) {
                throw new InvalidOptionException(name, "'" + text + "' is not " + expected);
            }
        });
    }
}
