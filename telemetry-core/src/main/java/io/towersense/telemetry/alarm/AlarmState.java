package io.towersense.telemetry.alarm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether an alarm stands. */
public enum AlarmState {
    RAISED,
    CLEARED;

    /** The word as it travels, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this word means; empty where it means nothing. */
    public static Optional<AlarmState> of(String label) {
        return Arrays.stream(values())
                .filter(value -> value.label().equals(label))
                .findFirst();
    }
}
