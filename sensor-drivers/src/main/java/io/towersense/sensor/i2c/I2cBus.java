package io.towersense.sensor.i2c;

import java.time.Duration;

/**
 * One I2C bus as one driver uses it. Used by one thread at a time; the operating system lets the transfers of several
 * users follow each other. Making one touches no hardware: a bus that is not there shows at the first transfer, and one
 * that has come back works again by itself.
 */
public interface I2cBus extends AutoCloseable {
    /** The bus' number, as in {@code /dev/i2c-1}. */
    int number();

    /**
     * Writes in one transfer.
     *
     * @param address 7 bits, 0x08 to 0x77
     * @param bytes at least one
     */
    void write(int address, byte[] bytes) throws I2cException;

    /**
     * Reads in one transfer.
     *
     * @param count at least one
     */
    byte[] read(int address, int count) throws I2cException;

    /**
     * Writes, then reads after a repeated start, in one transfer that nobody can come between: how registers are read.
     *
     * @param bytes at least one: the register's address, or a command
     * @param count at least one
     */
    byte[] writeRead(int address, byte[] bytes, int count) throws I2cException;

    /** Lets time pass, as a chip needs it to measure. */
    void pause(Duration time) throws InterruptedException;

    /** Lets go of the bus. Never throws, and may be called twice. */
    @Override
    default void close() {}
}
