package io.towersense.telemetry.alarm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happened to an alarm, by itself or by an operator's hand. */
public enum AlarmChange {
    RAISED,
    SEVERITY_CHANGED,
    ACKNOWLEDGED,
    SHELVED,
    UNSHELVED,
    CLEARED;

    /** The word as it travels, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this word means; empty where it means nothing. */
    public static Optional<AlarmChange> of(String label) {
        return Arrays.stream(values())
                .filter(value -> value.label().equals(label))
                .findFirst();
    }
}
