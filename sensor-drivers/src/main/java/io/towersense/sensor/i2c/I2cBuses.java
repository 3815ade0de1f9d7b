package io.towersense.sensor.i2c;

import java.util.List;

/** The I2C buses of a machine. */
public interface I2cBuses {
    /** The numbers of the buses that are there, ascending; empty where I2C is off or there is none. */
    List<Integer> numbers();

    /** A bus by its number, whether it is there or not, for one user. Touches no hardware. */
    I2cBus bus(int number);
}
