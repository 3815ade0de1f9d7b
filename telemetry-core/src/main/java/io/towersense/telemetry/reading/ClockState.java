package io.towersense.telemetry.reading;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether the gateway's clock was known to be right when a reading was taken. */
public enum ClockState {
    SYNCED,
    UNSYNCED;

    /** The word as it travels, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this word means; empty where it means nothing. */
    public static Optional<ClockState> of(String label) {
        return Arrays.stream(values())
                .filter(value -> value.label().equals(label))
                .findFirst();
    }
}
