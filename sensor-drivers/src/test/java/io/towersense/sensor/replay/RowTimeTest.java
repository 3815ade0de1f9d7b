package io.towersense.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.towersense.sensor.InvalidOptionException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2015-02-04 17:51:00, 2015-02-04T17:51:00Z",
        "2015-02-04T17:51:00, 2015-02-04T17:51:00Z",
        "2015-02-04T17:51:00Z, 2015-02-04T17:51:00Z",
        "2015-02-04T17:51:00.123456789+01:00, 2015-02-04T16:51:00.123456Z",
        "2015-02-04 17:51:00 +0100, 2015-02-04T16:51:00Z",
        "2015-02-04 17:51, 2015-02-04T17:51:00Z",
    })
    void iso8601AndItsFormWithASpaceAreKnown(String text, Instant instant) {
        assertThat(RowTime.known(ZoneOffset.UTC).parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "d/M/yyyy H:mm, 14/02/2016 0:00, 2016-02-14T00:00:00Z",
        "d/M/yyyy H:mm, 4/2/2016 10:05, 2016-02-04T10:05:00Z",
        "dd/MM/yyyy HH:mm, 4/2/2016 0:05, 2016-02-04T00:05:00Z",
        "M/d/yyyy h:mm a, 2/14/2016 3:05 pm, 2016-02-14T15:05:00Z",
        "d-MMM-yyyy, 14-feb-2016, 2016-02-14T00:00:00Z",
        "yyyyMMddHHmmss, 20160214000500, 2016-02-14T00:05:00Z",
        "yyyy-MM-dd HH:mm:ss XXX, 2016-02-14 00:05:00 +01:00, 2016-02-13T23:05:00Z",
    })
    void aPatternIsUnderstoodWhateverTheNumberOfDigits(String pattern, String text, Instant instant) {
        assertThat(RowTime.of(pattern, ZoneOffset.UTC).parse(text)).isEqualTo(instant);
    }

    @Test
    void aTimeWithoutAnOffsetIsLocalTimeInTheZone() {
        assertThat(RowTime.known(ZoneId.of("Europe/Brussels")).parse("2016-07-01 12:00:00"))
                .isEqualTo(Instant.parse("2016-07-01T10:00:00Z"));
        assertThat(RowTime.known(ZoneId.of("Europe/Brussels")).parse("2016-07-01T12:00:00Z"))
                .isEqualTo(Instant.parse("2016-07-01T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "noon", "2015-02-30 00:00:00", "2015-02-04", "0016-02-04 00:00:00", "1423072260"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> RowTime.known(ZoneOffset.UTC).parse(text));
    }

    @Test
    void aYearOfTwoDigitsIsNotTheFirstCentury() {
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> RowTime.of("d/M/yyyy H:mm", ZoneOffset.UTC).parse("14/02/16 0:00"));
    }

    @Test
    void aDateThatDoesNotExistIsNotMovedToOneThatDoes() {
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> RowTime.of("d/M/yyyy H:mm", ZoneOffset.UTC).parse("31/04/2016 0:00"));
    }

    @Test
    void aPatternThatIsNoneIsNamed() {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> RowTime.of("dd/bb/yyyy", ZoneOffset.UTC))
                .withMessage("time_format: 'dd/bb/yyyy' is no pattern of a time; write, for example, d/M/yyyy H:mm");
    }
}
