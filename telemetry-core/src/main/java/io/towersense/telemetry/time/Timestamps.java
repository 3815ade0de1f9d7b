package io.towersense.telemetry.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The textual forms of a timestamp: ISO 8601 with an offset as it travels, and UTC with exactly six decimals as the sort
 * key of a table, so that the order of the texts is the order of time. The resolution is a microsecond everywhere.
 */
public final class Timestamps {
    private static final DateTimeFormatter SORT_KEY = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Timestamps() {}

    /**
     * Reads ISO 8601 with an offset ({@code 2026-11-22T10:00:00.123Z}, {@code +01:00}, {@code +0100}, {@code +01}), cut
     * to the microsecond. Seconds may be missing; there are at most nine decimals.
     *
     * @throws DateTimeException if the text is anything else, or the year is not within 1 to 9999
     */
    public static Instant parse(String text) {
        return checked(new TimestampParser(text).parse());
    }

    /**
     * The instant cut to the microsecond.
     *
     * @throws DateTimeException if its year is not within 1 to 9999
     */
    public static Instant checked(Instant instant) {
        Instant cut = instant.truncatedTo(ChronoUnit.MICROS);
        if (cut.isBefore(FIRST) || cut.isAfter(LAST)) {
            throw new DateTimeException("the year is not within 1 to 9999");
        }
        return cut;
    }

    /** The instant as it travels, with as many decimals as it needs: {@code 2026-11-22T10:00:00.123Z}. */
    public static String format(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }

    /** The instant as a sort key: {@code 2026-11-22T10:00:00.123000Z}. */
    public static String sortKey(Instant instant) {
        return SORT_KEY.format(instant);
    }
}
