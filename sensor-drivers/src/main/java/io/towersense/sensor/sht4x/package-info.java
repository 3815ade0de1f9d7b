/**
 * Sensirion SHT4x, temperature and humidity. Start at {@link io.towersense.sensor.sht4x.Sht4xProvider}; wiring and limits
 * are in the README beside it.
 */
@NullMarked
package io.towersense.sensor.sht4x;

import org.jspecify.annotations.NullMarked;
