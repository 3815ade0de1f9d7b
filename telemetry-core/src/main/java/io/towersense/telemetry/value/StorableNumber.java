package io.towersense.telemetry.value;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The numbers that a DynamoDB table holds exactly: 0, or a magnitude of 1E-130 to 9.9E+125 with at most 38 significant
 * digits.
 */
public final class StorableNumber {
    private static final int MOST_DIGITS = 38;
    private static final int LARGEST_EXPONENT = 125;
    private static final int SMALLEST_EXPONENT = -130;
    private static final int LARGEST_SCALE = MOST_DIGITS - 1 - SMALLEST_EXPONENT;

    private StorableNumber() {}

    /** What keeps the number from being stored, as in {@code has more than 38 significant digits}; empty if nothing. */
    public static Optional<String> problemWith(BigDecimal value) {
        BigDecimal number = compact(value);
        if (number.signum() == 0) {
            return Optional.empty();
        }
        if (number.precision() > MOST_DIGITS) {
            return Optional.of("has more than 38 significant digits");
        }
        long exponent = (long) number.precision() - number.scale() - 1;
        return exponent > LARGEST_EXPONENT || exponent < SMALLEST_EXPONENT
                ? Optional.of("is not 0 and not within 1E-130 to 9.9E+125")
                : Optional.empty();
    }

    /** The same number; without its trailing zeros where they alone make it longer than the table allows. */
    public static BigDecimal compact(BigDecimal value) {
        boolean small = value.precision() <= MOST_DIGITS && Math.abs((long) value.scale()) <= LARGEST_SCALE;
        return small ? value : value.stripTrailingZeros();
    }
}
