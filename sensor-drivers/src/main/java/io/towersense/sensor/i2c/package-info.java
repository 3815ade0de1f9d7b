/**
 * What an I2C bus is to a driver: transfers, their failures by kind, and the passing of time, free of any library. Start
 * at {@link io.towersense.sensor.i2c.I2cBus}; a driver talks to an {@link io.towersense.sensor.i2c.I2cDevice}.
 */
@NullMarked
package io.towersense.sensor.i2c;

import org.jspecify.annotations.NullMarked;
