/**
 * Bosch BMP388 and BMP390 (temperature, pressure). Start at {@link io.towersense.sensor.bmp3xx.Bmp3xx}; the arithmetic is
 * in {@link io.towersense.sensor.bmp3xx.Bmp3xxCalibration}, wiring and limits in the README beside it.
 */
@NullMarked
package io.towersense.sensor.bmp3xx;

import org.jspecify.annotations.NullMarked;
