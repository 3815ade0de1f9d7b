package io.towersense.sensor.ina226;

import io.towersense.sensor.chip.OperatingRange;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a chip's counts stand for behind the shunt and the divider that it is wired to: INA226 datasheet (SBOS547B),
 * sections 7.1.2 and 7.1.3, in decimal arithmetic.
 *
 * @param shuntOhms the shunt's resistance in ohms, above 0
 * @param divider how many times smaller the voltage at the bus pin is than the supply's; 1 without a divider
 */
record Ina226Scale(BigDecimal shuntOhms, BigDecimal divider) {
    private static final int HIGHEST_SHUNT_COUNT = Short.MAX_VALUE;
    private static final int LOWEST_SHUNT_COUNT = Short.MIN_VALUE;
    private static final BigDecimal SHUNT_VOLTS = new BigDecimal("0.0000025");
    private static final BigDecimal BUS_VOLTS = new BigDecimal("0.00125");
    /** Section 6.3.1: 36 V at the bus pin, although counts go on to 40.96 V. */
    private static final int HIGHEST_BUS_COUNT = 28_800;
    /** Microvolts and microamperes: finer than a count wherever the shunt is below 2.5 ohms. */
    private static final int DECIMALS = 6;

    /** The supply's voltage in V. */
    BigDecimal volts(int busCount) {
        return BUS_VOLTS
                .multiply(BigDecimal.valueOf(busCount))
                .multiply(divider)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** The current through the shunt in A; negative where it flows from IN- to IN+. */
    BigDecimal amperes(int shuntCount) {
        return SHUNT_VOLTS.multiply(BigDecimal.valueOf(shuntCount)).divide(shuntOhms, DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** Whether the shunt's voltage is at an end of its scale or beyond: nobody knows how far. */
    static boolean isSaturated(int shuntCount) {
        return shuntCount == HIGHEST_SHUNT_COUNT || shuntCount == LOWEST_SHUNT_COUNT;
    }

    /** The current in A from which on the shunt's voltage is beyond its scale. */
    BigDecimal highestAmperes() {
        return amperes(HIGHEST_SHUNT_COUNT);
    }

    /** What the supply's voltage may be, in V. */
    OperatingRange voltageRange() {
        return new OperatingRange(0, volts(HIGHEST_BUS_COUNT).doubleValue());
    }
}
