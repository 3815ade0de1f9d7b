/**
 * The driver {@code onewire}: a DS18B20 behind the kernel's 1-Wire bus. Start at
 * {@link io.towersense.sensor.onewire.Ds18b20}; what the sensor's bytes mean is in
 * {@link io.towersense.sensor.onewire.Scratchpad}, wiring and limits in the README beside it.
 */
@NullMarked
package io.towersense.sensor.onewire;

import org.jspecify.annotations.NullMarked;
