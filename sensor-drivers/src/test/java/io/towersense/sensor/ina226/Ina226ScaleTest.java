package io.towersense.sensor.ina226;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The datasheet's steps (SBOS547B, section 5.5: 2.5 µV and 1.25 mV a count) as the judge. */
class Ina226ScaleTest {
    private static final BigDecimal MICRO = new BigDecimal("0.000001");

    @ParameterizedTest
    @CsvSource({
        "0,      1,    0",
        "1,      1,    0.00125",
        "9600,   1,    12",
        "28800,  1,    36",
        "32767,  1,    40.95875",
        "-1,     1,    -0.00125",
        "1,      2.25, 0.002812",
        "28800,  1.5,  54",
        "21600,  2,    54",
        "32767,  100,  4095.875",
    })
    void aBusCountIsVoltsBehindTheDivider(int count, BigDecimal divider, BigDecimal volts) {
        assertThat(new Ina226Scale(BigDecimal.ONE, divider).volts(count)).isEqualByComparingTo(volts);
    }

    @ParameterizedTest
    @CsvSource({
        "0,      0.1,     0",
        "1,      0.1,     0.000025",
        "-1,     0.1,     -0.000025",
        "32767,  0.1,     0.819175",
        "-32768, 0.1,     -0.8192",
        "8000,   0.002,   10",
        "1,      0.003,   0.000833",
        "2,      0.003,   0.001667",
        "1,      10,      0",
        "32767,  10,      0.008192",
        "32767,  0.00001, 8191.75",
    })
    void aShuntCountIsAmperesThroughTheShunt(int count, BigDecimal ohms, BigDecimal amperes) {
        assertThat(new Ina226Scale(ohms, BigDecimal.ONE).amperes(count)).isEqualByComparingTo(amperes);
    }

    @Test
    void everyCountIsAWholeNumberOfMicrovoltsAndMicroamperes() {
        Ina226Scale scale = new Ina226Scale(new BigDecimal("0.1"), BigDecimal.ONE);
        for (int count = Short.MIN_VALUE; count <= Short.MAX_VALUE; count++) {
            assertThat(scale.volts(count)).isEqualTo(BigDecimal.valueOf(count * 1250L, 6));
            assertThat(scale.amperes(count)).isEqualTo(BigDecimal.valueOf(count * 25L, 6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00001", "0.00075", "0.003", "0.0123", "1", "7", "10"})
    void everyCountIsTheMicroampereNextToWhatOhmsLawGives(BigDecimal ohms) {
        Ina226Scale scale = new Ina226Scale(ohms, BigDecimal.ONE);
        for (int count = Short.MIN_VALUE; count <= Short.MAX_VALUE; count++) {
            BigDecimal amperes = scale.amperes(count);
            BigDecimal error = amperes.multiply(ohms)
                    .subtract(BigDecimal.valueOf(count * 25L, 7))
                    .abs();
            assertThat(error.multiply(BigDecimal.valueOf(2))).isLessThanOrEqualTo(MICRO.multiply(ohms));
            assertThat(amperes.scale()).isEqualTo(6);
        }
    }

    @Test
    void onlyTheEndsOfTheShuntsScaleAreSaturated() {
        for (int count = Short.MIN_VALUE; count <= Short.MAX_VALUE; count++) {
            assertThat(Ina226Scale.isSaturated(count)).isEqualTo(count == -32_768 || count == 32_767);
        }
    }
}
