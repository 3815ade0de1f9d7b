/**
 * The machine's own I2C buses, by Pi4J's access to {@code /dev/i2c-N}. Start at
 * {@link io.towersense.sensor.i2c.pi4j.Pi4jBuses}.
 *
 * <p>Of Pi4J only the bus and the device of its plugin linuxfs are used, without a Pi4J context: a context starts threads,
 * runs commands to find out about the board and registers a hook for the end of the program, anew with each one, and
 * after a failed transfer everything has to be made anew. What is used here is one open file.
 */
@NullMarked
package io.towersense.sensor.i2c.pi4j;

import org.jspecify.annotations.NullMarked;
