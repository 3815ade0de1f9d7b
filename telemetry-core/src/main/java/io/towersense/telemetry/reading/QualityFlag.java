package io.towersense.telemetry.reading;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is doubtful about a measured value, after QARTOD. Absent is good. */
public enum QualityFlag {
    CRC(false),
    SKIPPED(false),
    IMPOSSIBLE(false),
    FROZEN(false),
    SPIKE(true),
    RATE(true),
    GAP(true);

    private final boolean usable;

    QualityFlag(boolean usable) {
        this.usable = usable;
    }

    /**
     * Whether the value is evidence all the same. A questionable value is stored, shown and judged; an unusable one
     * neither raises nor clears an alarm.
     */
    public boolean isUsable() {
        return usable;
    }

    /** The word as it travels, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this word means; empty where it means nothing. */
    public static Optional<QualityFlag> of(String label) {
        return Arrays.stream(values())
                .filter(value -> value.label().equals(label))
                .findFirst();
    }
}
