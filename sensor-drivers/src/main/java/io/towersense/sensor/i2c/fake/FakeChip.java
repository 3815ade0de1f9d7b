package io.towersense.sensor.i2c.fake;

import io.towersense.sensor.i2c.I2cException;
import java.time.Duration;

/** Something on a fake bus that acknowledges its address. */
public interface FakeChip {
    /**
     * Takes what is written to it.
     *
     * @param bytes at least one
     * @param now the bus' time
     * @throws I2cException with cause {@code NO_ANSWER} where it does not acknowledge
     */
    void write(byte[] bytes, Duration now) throws I2cException;

    /**
     * Gives what is read from it.
     *
     * @param count at least one
     * @param now the bus' time
     * @throws I2cException with cause {@code NO_ANSWER} where it does not acknowledge
     */
    byte[] read(int count, Duration now) throws I2cException;
}
