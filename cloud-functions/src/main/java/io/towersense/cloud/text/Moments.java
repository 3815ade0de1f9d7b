package io.towersense.cloud.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as a person reads them. */
public final class Moments {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Moments() {}

    /** The moment in UTC, cut to the second: {@code 2026-11-22 10:00:00 UTC}. */
    public static String format(Instant moment) {
        return TIME.format(moment);
    }
}
