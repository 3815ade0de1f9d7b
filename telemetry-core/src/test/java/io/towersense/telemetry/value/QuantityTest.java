package io.towersense.telemetry.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({"200ms, PT0.2S", "5s, PT5S", "1.5h, PT1H30M", "10min, PT10M", "10m, PT10M", "7d, PT168H", "0s, PT0S"})
    void aSpanIsANumberWithAUnit(String text, Duration span) {
        assertThat(Quantity.duration(text)).isEqualTo(span);
    }

    @ParameterizedTest
    @CsvSource({"64KiB, 65536", "256MiB, 268435456", "1.5kB, 1500", "1B, 1"})
    void aSizeIsANumberWithAUnit(String text, long bytes) {
        assertThat(Quantity.SIZE.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "60, '''60'' has no unit; write 60s'",
        "60.0, '''60'' has no unit; write 60s'",
        "5 parsecs, '''5 parsecs'' has the unit ''parsecs'', which is none of ns, us, ms, s, m, min, h, d'",
        "soon, '''soon'' is not a duration such as 200ms, 5s, 10min, 2h or 7d'",
        "-5s, '''-5s'' is less than nothing; write a duration such as 200ms, 5s, 10min, 2h or 7d'",
        "999999999d, '''999999999d'' is too much; write a duration such as 200ms, 5s, 10min, 2h or 7d'",
    })
    void whatIsNoneSaysWhatToWrite(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantity.duration(text))
                .withMessage(message);
    }

    @Test
    void isWrittenInTheLargestUnitThatDividesIt() {
        assertThat(Quantity.format(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(Quantity.format(Duration.ofDays(2))).isEqualTo("2d");
        assertThat(Quantity.format(Duration.ZERO)).isEqualTo("0s");
        assertThat(Quantity.SIZE.format(1 << 20)).isEqualTo("1MiB");
    }
}
