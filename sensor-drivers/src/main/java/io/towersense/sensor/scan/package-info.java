/**
 * What is there on the I2C buses of a machine. Start at {@link io.towersense.sensor.scan.BusScan}.
 */
@NullMarked
package io.towersense.sensor.scan;

import org.jspecify.annotations.NullMarked;
