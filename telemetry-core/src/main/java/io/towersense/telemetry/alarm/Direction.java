package io.towersense.telemetry.alarm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which way a value, or the device itself, went wrong. */
public enum Direction {
    ABOVE,
    BELOW,
    RISING,
    FALLING,
    SILENT,
    FAULTY;

    /** Whether the sensor itself is wrong, and not what it measures. */
    public boolean isOfSensor() {
        return this == SILENT || this == FAULTY;
    }

    /** The word as it travels, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this word means; empty where it means nothing. */
    public static Optional<Direction> of(String label) {
        return Arrays.stream(values())
                .filter(value -> value.label().equals(label))
                .findFirst();
    }
}
