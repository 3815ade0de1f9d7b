package io.towersense.sensor.chip;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;

/**
 * One kind of chip: the order of its transfers, its waiting times and its checks. It keeps what it has read from the
 * chip, such as its calibration. Every wait in it has a bound. Used by one thread.
 */
public interface Chip {
    /**
     * Makes the chip ready, whatever it did before: makes sure that it is the right one, resets it, reads its
     * calibration, configures it and reads the configuration back.
     *
     * @throws ChipException if the chip answers, and not as it should
     */
    void initialise(I2cDevice device) throws I2cException, ChipException, InterruptedException;

    /**
     * Measures once. Called after {@link #initialise} had success; after any problem {@code initialise} comes first
     * again.
     *
     * @return what was measured, with a problem for each metric that gave no value
     * @throws ChipException if nothing was measured
     */
    Measured measure(I2cDevice device) throws I2cException, ChipException, InterruptedException;
}
