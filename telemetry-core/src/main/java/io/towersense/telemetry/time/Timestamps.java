package io.towersense.telemetry.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * The textual forms of a timestamp: ISO 8601 with an offset as it travels, and UTC with exactly six decimals as the sort
 * key of a table, so that the order of the texts is the order of time. The resolution is a microsecond everywhere.
 */
public final class Timestamps {
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

    /**
     * The instant as a sort key: {@code 2026-11-22T10:00:00.123000Z}. Written by hand, because every reading passes here.
     *
     * @throws DateTimeException if its year is not within 1 to 9999
     */
    public static String sortKey(Instant instant) {
        Instant cut = checked(instant);
        LocalDateTime utc = LocalDateTime.ofEpochSecond(cut.getEpochSecond(), cut.getNano(), ZoneOffset.UTC);
        StringBuilder key = new StringBuilder(27);
        append(key, utc.getYear(), 1_000);
        append(key.append('-'), utc.getMonthValue(), 10);
        append(key.append('-'), utc.getDayOfMonth(), 10);
        append(key.append('T'), utc.getHour(), 10);
        append(key.append(':'), utc.getMinute(), 10);
        append(key.append(':'), utc.getSecond(), 10);
        append(key.append('.'), utc.getNano() / 1_000, 100_000);
        return key.append('Z').toString();
    }

    /** The number with as many digits as {@code unit} has. */
    private static void append(StringBuilder text, int number, int unit) {
        for (int place = unit; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
    }
}
