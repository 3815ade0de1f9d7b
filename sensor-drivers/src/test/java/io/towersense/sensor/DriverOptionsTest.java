package io.towersense.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverOptionsTest {
    private static final Map<String, Integer> COLOURS = Map.of("red", 1, "green", 2);

    @ParameterizedTest
    @CsvSource({"8s,PT8S", "200ms,PT0.2S", "1.5h,PT1H30M", "2 min,PT2M", "3d,PT72H", "0s,PT0S", "0.25s,PT0.25S"})
    void aSpanHasItsUnit(String text, Duration span) {
        assertThat(option(text).span("x")).contains(span);
    }

    @ParameterizedTest
    @CsvSource({
        "60,x: '60' has no unit; write 60s",
        "8y,'x: ''8y'' has the unit ''y'', which is none of ns, us, ms, s, m, min, h, d'",
        "-8s,'x: ''-8s'' is less than nothing; write a duration such as 200ms, 5s, 10min, 2h or 7d'",
        "soon,'x: ''soon'' is not a duration such as 200ms, 5s, 10min, 2h or 7d'",
    })
    void aSpanThatIsNoneSaysWhatToWrite(String text, String message) {
        refused(() -> option(text).span("x"), message.replace("''", "'"));
    }

    @Test
    void aNumberIsExactAndMayHaveLimits() {
        assertThat(option("0.1").number("x")).contains(new BigDecimal("0.1"));
        assertThat(option("1").number("x", "0", "1")).contains(BigDecimal.ONE);
        refused(() -> option("1.5").number("x", "0", "1"), "x: '1.5' is not within 0 to 1");
        refused(() -> option("1E999999999").number("x", "0", "1"), "x: '1E999999999' is not within 0 to 1");
        refused(() -> option("NaN").number("x"), "x: 'NaN' is not a number");
    }

    @Test
    void aWholeNumberIsDecimalEvenWithALeadingZeroAndHexadecimalWith0x() {
        assertThat(option("010").whole("x")).contains(10L);
        assertThat(option("0x76").whole("x")).contains(0x76L);
        assertThat(option("-3").whole("x")).contains(-3L);
        refused(() -> option("1.5").whole("x"), "x: '1.5' is not a whole number");
    }

    @Test
    void aChoiceIsOneOfTheKnownWords() {
        assertThat(option("red").choice("x", COLOURS)).contains(1);
        assertThat(option("green, red").choices("x", COLOURS)).containsExactly(2, 1);
        assertThat(DriverOptions.NONE.choices("x", COLOURS)).isEmpty();
        refused(() -> option("gren").choice("x", COLOURS), "x: 'gren' is none of green, red; did you mean 'green'?");
        refused(() -> option("red,,green").choices("x", COLOURS), "x: '' is none of green, red");
    }

    @Test
    void aMissingOptionSaysWhatToWrite() {
        refused(
                () -> DriverOptions.NONE.required("file", "room.csv"),
                "file: is missing; write, for example, room.csv");
    }

    private static DriverOptions option(String text) {
        return new DriverOptions(Map.of("x", text));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(InvalidOptionException.class).isThrownBy(call).withMessage(message);
    }
}
