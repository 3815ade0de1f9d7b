package io.towersense.telemetry.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.InstantRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z,                2026-11-22T10:00:00Z",
        "2026-11-22t10:00:00z,                2026-11-22T10:00:00Z",
        "2026-11-22T10:00Z,                   2026-11-22T10:00:00Z",
        "2026-11-22T10:00:00.1Z,              2026-11-22T10:00:00.100Z",
        "2026-11-22T10:00:00.123456Z,         2026-11-22T10:00:00.123456Z",
        "2026-11-22T10:00:00+01:00,           2026-11-22T09:00:00Z",
        "2026-11-22T10:00:00-0530,            2026-11-22T15:30:00Z",
        "2026-11-22T10:00:00+01,              2026-11-22T09:00:00Z",
        "2026-11-22T10:00:00-00:30,           2026-11-22T10:30:00Z",
        "2026-01-01T00:30:00.5+01:00,         2025-12-31T23:30:00.500Z",
        "2024-02-29T00:00:00Z,                2024-02-29T00:00:00Z",
        "0001-01-01T00:00:00Z,                0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z,         9999-12-31T23:59:59.999999Z",
    })
    void everyFormOfAnOffsetIsRead(String text, Instant expected) {
        assertThat(Timestamps.parse(text)).isEqualTo(expected);
    }

    @Test
    void whatIsFinerThanAMicrosecondIsCut() {
        assertThat(Timestamps.parse("2026-11-22T10:00:00.123456999Z"))
                .isEqualTo(Instant.parse("2026-11-22T10:00:00.123456Z"));
        assertThat(Timestamps.checked(Instant.parse("2026-11-22T10:00:00.000000999Z")))
                .isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-22",
                "2026-11-22T10:00:00",
                "2026-11-22 10:00:00Z",
                "2026-13-22T10:00:00Z",
                "2025-02-29T10:00:00Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T10:00:60Z",
                "2026-11-22T10:00:00.Z",
                "2026-11-22T10:00:00.1234567890Z",
                "2026-11-22T10:00.5Z",
                "2026-11-22T10:00:00+1",
                "2026-11-22T10:00:00+01:",
                "2026-11-22T10:00:00+01:0",
                "2026-11-22T10:00:00+19:00",
                "2026-11-22T10:00:00+01:60",
                "2026-11-22T10:00:00Z ",
                "+12026-11-22T10:00:00Z",
                "-0001-11-22T10:00:00Z",
                "٢٠٢٦-11-22T10:00:00Z",
                "1763805600",
            })
    void whateverElseIsRefused(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T10:00:00ZZ", "2026-11-22T10:00:00ZZZ", "2026-11-22T10:00:00+01:00+0100"})
    void anOffsetStandsOnce(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"})
    void aYearOutsideOneTo9999IsRefused(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("1 to 9999");
    }

    @Test
    void theEndsOfTimeItselfAreRefusedToo() {
        assertThatThrownBy(() -> Timestamps.checked(Instant.MIN)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Timestamps.checked(Instant.MAX)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void aSortKeyHasExactlySixDecimals() {
        assertThat(Timestamps.sortKey(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("2026-11-22T10:00:00.000000Z");
        assertThat(Timestamps.sortKey(Instant.parse("0001-01-01T00:00:00.000001Z")))
                .isEqualTo("0001-01-01T00:00:00.000001Z");
    }

    @Property
    void theOrderOfSortKeysIsTheOrderOfTime(
            @ForAll @InstantRange(min = "0001-01-01T00:00:00Z", max = "9999-12-31T23:59:59Z") Instant one,
            @ForAll @InstantRange(min = "0001-01-01T00:00:00Z", max = "9999-12-31T23:59:59Z") Instant other,
            @ForAll @IntRange(max = 999_999) int micros) {
        Instant first = Timestamps.checked(one.plus(Duration.ofNanos(micros * 1_000L)));
        Instant second = Timestamps.checked(other);
        Instant near = first.minus(Duration.ofNanos(1_000));
        assertThat(Integer.signum(Timestamps.sortKey(first).compareTo(Timestamps.sortKey(second))))
                .isEqualTo(Integer.signum(first.compareTo(second)));
        if (!near.isBefore(Instant.parse("0001-01-01T00:00:00Z"))) {
            assertThat(Timestamps.sortKey(near)).isLessThan(Timestamps.sortKey(first));
        }
    }

    @Property
    void bothFormsAreReadBackAsTheSameInstant(
            @ForAll @InstantRange(min = "0001-01-01T00:00:00Z", max = "9999-12-31T23:59:59Z") Instant second,
            @ForAll @IntRange(max = 999_999) int micros) {
        Instant instant = second.plus(Duration.ofNanos(micros * 1_000L));
        assertThat(Timestamps.parse(Timestamps.format(instant))).isEqualTo(instant);
        assertThat(Timestamps.parse(Timestamps.sortKey(instant))).isEqualTo(instant);
    }

    @Property
    void theParserAgreesWithTheJdk(
            @ForAll @InstantRange(min = "0002-01-01T00:00:00Z", max = "9998-12-31T23:59:59Z") Instant instant,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        assertThat(Timestamps.parse(text)).isEqualTo(Timestamps.checked(instant));
    }
}
