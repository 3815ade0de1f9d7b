/**
 * Texas Instruments INA226: the voltage of a supply, and the current through a shunt. Start at
 * {@link io.towersense.sensor.ina226.Ina226}; the arithmetic is in {@link io.towersense.sensor.ina226.Ina226Scale}, wiring
 * and limits in the README beside it.
 */
@NullMarked
package io.towersense.sensor.ina226;

import org.jspecify.annotations.NullMarked;
