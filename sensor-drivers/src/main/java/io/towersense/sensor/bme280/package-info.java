/**
 * Bosch BME280 (temperature, humidity, pressure) and BMP280 (without humidity). Start at
 * {@link io.towersense.sensor.bme280.Bme280}; the arithmetic is in
 * {@link io.towersense.sensor.bme280.Bme280Calibration}, wiring and limits in the README beside it.
 */
@NullMarked
package io.towersense.sensor.bme280;

import org.jspecify.annotations.NullMarked;
