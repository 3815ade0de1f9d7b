package io.towersense.sensor.sensirion;

import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.ChipException;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import java.time.Duration;

/**
 * The two generations, neither of which has an id. The order in which they are told apart matters: what makes an SHT3x
 * measure, 0x24 0x00, switches the heater of an SHT4x on, while what an SHT4x is asked means nothing to an SHT3x.
 *
 * @param label what people call it: {@code SHT3x}
 * @param measure measures temperature and humidity once, in this order
 * @param question what only this generation answers
 * @param words of the answer to it
 */
public record Generation(String label, Command measure, Command question, int words) {
    private static final Command SHT4X_MEASURE = Command.of(Duration.ofNanos(8_300_000), 0xFD);

    /**
     * High repeatability without clock stretching, 15.5 ms at the most; the status register is one word. SHT3x-DIS
     * datasheet, sections 2.2, 4.3 and 4.11.
     */
    public static final Generation SHT3X = new Generation(
            "SHT3x",
            Command.of(Duration.ofNanos(15_500_000), 0x24, 0x00),
            Command.of(Duration.ofMillis(1), 0xF3, 0x2D),
            1);

    /**
     * High precision, 8.3 ms at the most: SHT4x datasheet, sections 3.1 and 4.5. It is known by what it measures: its
     * serial number, right checksums and all, might be taken for a measurement by a program that is just waiting for one.
     */
    public static final Generation SHT4X = new Generation("SHT4x", SHT4X_MEASURE, SHT4X_MEASURE, 2);

    /**
     * Whether there is an SHT4x.
     *
     * @throws I2cException if nothing acknowledges
     */
    public static boolean isSht4x(I2cDevice device) throws I2cException, InterruptedException {
        return SHT4X.isThere(device);
    }

    /**
     * Whether there is an SHT3x.
     *
     * @throws I2cException if nothing acknowledges
     */
    public static boolean isSht3x(I2cDevice device) throws I2cException, InterruptedException {
        return !isAnswered(() -> SHT4X.isThere(device)) && SHT3X.isThere(device);
    }

    /**
     * Makes sure that the chip is not of the other generation, where it says so. One that says nothing may be of this one.
     *
     * @throws ChipException of kind {@code WRONG_CHIP} if it is
     */
    void requireNotTheOther(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        Generation other = other();
        if (isAnswered(() -> other.question.isAnswered(device, other.words))) {
            throw new ChipException(
                    Kind.WRONG_CHIP,
                    "an " + other.label + " answers at " + device + ", and not an " + label
                            + ": configure the driver for that one, or check what is wired there");
        }
    }

    /** The generation that this one may be taken for. */
    Generation other() {
        return equals(SHT3X) ? SHT4X : SHT3X;
    }

    private boolean isThere(I2cDevice device) throws I2cException, InterruptedException {
        return question.isAnswered(device, words) || (!measure.equals(question) && measure.isAnswered(device, 2));
    }

    /** Something that is asked of a chip. */
    @FunctionalInterface
    private interface Question {
        boolean isAnswered() throws I2cException, InterruptedException;
    }

    /** A chip may refuse to acknowledge a command of the other generation; that is an answer too. */
    private static boolean isAnswered(Question question) throws I2cException, InterruptedException {
        try {
            return question.isAnswered();
        } catch (I2cException e) {
            if (e.why() == I2cException.Cause.NO_ANSWER) {
                return false;
            }
            throw e;
        }
    }
}
