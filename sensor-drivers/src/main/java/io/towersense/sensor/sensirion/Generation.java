package io.towersense.sensor.sensirion;

import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import java.time.Duration;

/**
 * Telling an SHT3x from an SHT4x, neither of which has an id. The order matters: what makes an SHT3x measure, 0x24 0x00,
 * switches the heater of an SHT4x on, while what an SHT4x is asked means nothing to an SHT3x.
 */
public final class Generation {
    /** High precision, 8.3 ms at the most: SHT4x datasheet, sections 3.1 and 4.5. */
    public static final Command SHT4X_MEASURE = Command.of(Duration.ofNanos(8_300_000), 0xFD);
    /** High repeatability without clock stretching, 15.5 ms at the most: SHT3x-DIS datasheet, sections 2.2 and 4.3. */
    public static final Command SHT3X_MEASURE = Command.of(Duration.ofNanos(15_500_000), 0x24, 0x00);

    /** SHT4x datasheet, section 4.5: two words. */
    private static final Command SHT4X_SERIAL_NUMBER = Command.of(Duration.ofMillis(1), 0x89);
    /** SHT3x-DIS datasheet, section 4.11: one word. */
    private static final Command SHT3X_STATUS = Command.of(Duration.ofMillis(1), 0xF3, 0x2D);

    private Generation() {}

    /**
     * Whether there is an SHT4x.
     *
     * @throws I2cException if nothing acknowledges
     */
    public static boolean isSht4x(I2cDevice device) throws I2cException, InterruptedException {
        return SHT4X_SERIAL_NUMBER.isAnswered(device, 2) || SHT4X_MEASURE.isAnswered(device, 2);
    }

    /**
     * Whether there is an SHT3x.
     *
     * @throws I2cException if nothing acknowledges
     */
    public static boolean isSht3x(I2cDevice device) throws I2cException, InterruptedException {
        return !isSurelySht4x(device) && (SHT3X_STATUS.isAnswered(device, 1) || SHT3X_MEASURE.isAnswered(device, 2));
    }

    /** An SHT3x may refuse to acknowledge a command of the other generation. */
    private static boolean isSurelySht4x(I2cDevice device) throws I2cException, InterruptedException {
        try {
            return isSht4x(device);
        } catch (I2cException e) {
            if (e.why() == I2cException.Cause.NO_ANSWER) {
                return false;
            }
            throw e;
        }
    }
}
