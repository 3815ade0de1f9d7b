/**
 * Bosch BME680 and BME688 (temperature, humidity, pressure; not gas). Start at
 * {@link io.towersense.sensor.bme68x.Bme68x}; the arithmetic is in
 * {@link io.towersense.sensor.bme68x.Bme68xCalibration}, wiring and limits in the README beside it.
 */
@NullMarked
package io.towersense.sensor.bme68x;

import org.jspecify.annotations.NullMarked;
