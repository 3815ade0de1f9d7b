/**
 * What a sensor driver is to the rest: the service provider interface, free of any bus or library. Start at
 * {@link io.towersense.sensor.SensorDriver}; a provider is found by {@link java.util.ServiceLoader} through
 * {@link io.towersense.sensor.SensorDriverProvider}.
 */
@NullMarked
package io.towersense.sensor;

import org.jspecify.annotations.NullMarked;
