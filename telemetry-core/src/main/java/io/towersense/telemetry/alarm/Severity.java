package io.towersense.telemetry.alarm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad an alarm is, in the words of X.733, worst first. Never part of an alarm's identity. */
public enum Severity {
    CRITICAL,
    MAJOR,
    MINOR,
    WARNING;

    /** Whether this is worse than the other. */
    public boolean isWorseThan(Severity other) {
        return compareTo(other) < 0;
    }

    /** The word as it travels, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this word means; empty where it means nothing. */
    public static Optional<Severity> of(String label) {
        return Arrays.stream(values())
                .filter(value -> value.label().equals(label))
                .findFirst();
    }
}
