package io.towersense.telemetry.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * ISO 8601 date and time with an offset, read strictly: {@code yyyy-MM-ddTHH:mm[:ss[.f]]} with 1 to 9 decimals, then
 * {@code Z}, {@code +HH}, {@code +HHmm} or {@code +HH:mm}. By hand, because every reading passes here and a
 * {@code DateTimeFormatter} knows no alternatives: with optional parts it takes {@code ZZ} too.
 */
final class TimestampParser {
    private static final int MOST_DECIMALS = 9;

    private final String text;
    private int at;

    TimestampParser(String text) {
        this.text = text;
    }

    Instant parse() {
        int year = digits(4);
        require('-');
        int month = digits(2);
        require('-');
        int day = digits(2);
        if (!accept('T') && !accept('t')) {
            throw unexpected();
        }
        int hour = digits(2);
        require(':');
        int minute = digits(2);
        int second = accept(':') ? digits(2) : 0;
        int nano = at == "yyyy-MM-ddTHH:mm:ss".length() && accept('.') ? decimals() : 0;
        LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second, nano);
        ZoneOffset offset = offset();
        if (at != text.length()) {
            throw unexpected();
        }
        return local.toInstant(offset);
    }

    private ZoneOffset offset() {
        if (accept('Z') || accept('z')) {
            return ZoneOffset.UTC;
        }
        int sign = accept('-') ? -1 : 1;
        if (sign > 0) {
            require('+');
        }
        int hours = digits(2);
        boolean more = accept(':') || at < text.length();
        int minutes = more ? digits(2) : 0;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private int decimals() {
        int first = at;
        int value = 0;
        while (isDigit() && at - first < MOST_DECIMALS) {
            value = value * 10 + digits(1);
        }
        if (at == first) {
            throw unexpected();
        }
        for (int i = at - first; i < MOST_DECIMALS; i++) {
            value *= 10;
        }
        return value;
    }

    private int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (!isDigit()) {
                throw unexpected();
            }
            value = value * 10 + text.charAt(at) - '0';
            at++;
        }
        return value;
    }

    private boolean isDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private void require(char letter) {
        if (!accept(letter)) {
            throw unexpected();
        }
    }

    private boolean accept(char letter) {
        boolean there = at < text.length() && text.charAt(at) == letter;
        if (there) {
            at++;
        }
        return there;
    }

    private DateTimeException unexpected() {
        return new DateTimeException("no ISO 8601 with an offset: unexpected at character " + (at + 1));
    }
}
