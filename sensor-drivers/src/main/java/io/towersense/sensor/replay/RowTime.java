package io.towersense.sensor.replay;

import io.towersense.sensor.InvalidOptionException;
import io.towersense.telemetry.time.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * How a recording writes its times. A time without an offset is local time in the zone: where clocks are set back the
 * earlier of two instants, where they are set forward as much later as was left out.
 *
 * @param description for a person
 */
record RowTime(DateTimeFormatter formatter, ZoneId zone, String description) {
    private static final int FIRST_YEAR = 1900;

    private static final DateTimeFormatter KNOWN = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' '][XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** ISO 8601 with or without an offset, and the same with a space for the T. */
    static RowTime known(ZoneId zone) {
        return new RowTime(KNOWN, zone, "ISO 8601 or yyyy-MM-dd HH:mm:ss");
    }

    /** A pattern of {@link DateTimeFormatter}; a number may have more or fewer digits than the pattern. */
    static RowTime of(String pattern, ZoneId zone) {
        try {
            DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .parseLenient()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
            return new RowTime(formatter, zone, pattern);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    ReplaySettings.TIME_FORMAT,
                    "'" + pattern + "' is no pattern of a time; write, for example, d/M/yyyy H:mm");
        }
    }

    /**
     * The instant, cut to the microsecond.
     *
     * @throws DateTimeException if the text is no time of this form, or its year not within 1900 to 9999
     */
    Instant parse(String text) {
        TemporalAccessor parsed = formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
        ZonedDateTime time = zoned(parsed);
        if (time.getYear() < FIRST_YEAR) {
            throw new DateTimeException("the year is before " + FIRST_YEAR);
        }
        return Timestamps.checked(time.toInstant());
    }

    private ZonedDateTime zoned(TemporalAccessor parsed) {
        if (parsed instanceof ZonedDateTime time) {
            return time;
        }
        return parsed instanceof LocalDateTime local
                ? local.atZone(zone)
                : LocalDate.from(parsed).atStartOfDay(zone);
    }
}
