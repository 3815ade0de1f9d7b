/**
 * Sensirion SHT3x, temperature and humidity. Start at {@link io.towersense.sensor.sht3x.Sht3xProvider}; wiring and limits
 * are in the README beside it.
 */
@NullMarked
package io.towersense.sensor.sht3x;

import org.jspecify.annotations.NullMarked;
