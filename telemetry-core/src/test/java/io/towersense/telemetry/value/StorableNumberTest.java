package io.towersense.telemetry.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableNumberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.00",
                "0E+2147483647",
                "0E-2147483647",
                "1E-130",
                "-1E-130",
                "9.9E+125",
                "9.9999999999999999999999999999999999999E+125",
                "1.2345678901234567890123456789012345678E-130",
                "12345678901234567890123456789012345678",
                "1234567890123456789012345678901234567800000",
            })
    void whatTheTableHoldsCanBeStored(String number) {
        assertThat(StorableNumber.problemWith(new BigDecimal(number))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+126", "-1E+126", "1E+200", "1E+999999999", "9.9E-131", "1E-131", "-1E-999999999"})
    void aMagnitudeOutsideTheTablesIsNot(String number) {
        assertThat(StorableNumber.problemWith(new BigDecimal(number)))
                .contains("is not 0 and not within 1E-130 to 9.9E+125");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012345678901234567890123456789",
                "0.123456789012345678901234567890123456789",
                "1.00000000000000000000000000000000000001",
            })
    void thirtyNineSignificantDigitsAreTooMany(String number) {
        assertThat(StorableNumber.problemWith(new BigDecimal(number))).contains("has more than 38 significant digits");
    }

    @Test
    void trailingZerosAreNotSignificant() {
        assertThat(StorableNumber.problemWith(new BigDecimal("1." + "0".repeat(380))))
                .isEmpty();
        assertThat(StorableNumber.compact(new BigDecimal("1." + "0".repeat(380))))
                .isEqualTo(BigDecimal.ONE);
    }

    @Test
    void anOrdinaryNumberKeepsItsZeros() {
        assertThat(StorableNumber.compact(new BigDecimal("21.50"))).isEqualTo(new BigDecimal("21.50"));
    }

    @Test
    void aZeroOfMonstrousScaleIsWrittenShort() {
        assertThat(StorableNumber.compact(new BigDecimal("0E+2147483647")).toPlainString())
                .isEqualTo("0");
    }

    @Property
    void compactingNeverChangesTheNumber(
            @ForAll BigInteger digits, @ForAll @IntRange(min = -500, max = 500) int scale) {
        BigDecimal number = new BigDecimal(digits, scale);
        assertThat(StorableNumber.compact(number)).isEqualByComparingTo(number);
    }

    @Property
    void whateverPassesHasAShortPlainForm(
            @ForAll BigInteger digits, @ForAll @IntRange(min = -500, max = 500) int scale) {
        BigDecimal number = new BigDecimal(digits, scale);
        if (StorableNumber.problemWith(number).isEmpty()) {
            assertThat(StorableNumber.compact(number).toPlainString().length()).isLessThanOrEqualTo(172);
        }
    }
}
