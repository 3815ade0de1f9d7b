package io.towersense.telemetry.time;

import java.time.Duration;

/** Spans of time as a person reads them. */
public final class Spans {
    private Spans() {}

    /** The span in its two largest units, cut, not rounded: {@code 0 s}, {@code 45 s}, {@code 5 min 12 s}, {@code 3 d 2 h}. */
    public static String format(Duration span) {
        if (span.isNegative()) {
            return "-" + format(span.negated());
        }
        if (span.toDays() > 0) {
            return pair(span.toDays(), "d", span.toHoursPart(), "h");
        }
        if (span.toHours() > 0) {
            return pair(span.toHours(), "h", span.toMinutesPart(), "min");
        }
        return span.toMinutes() > 0
                ? pair(span.toMinutes(), "min", span.toSecondsPart(), "s")
                : span.toSecondsPart() + " s";
    }

    private static String pair(long large, String largeUnit, int small, String smallUnit) {
        String first = large + " " + largeUnit;
        return small == 0 ? first : first + " " + small + " " + smallUnit;
    }
}
