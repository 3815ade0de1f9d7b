/**
 * What the drivers of sensors that the Linux kernel itself serves have in common: small files read within bounds, exact
 * numbers, and what a failed read means to a technician. A sensor behind IIO or hwmon is a
 * {@link io.towersense.sensor.sysfs.KernelSensor}, opened by a {@link io.towersense.sensor.sysfs.KernelSensorProvider};
 * how each of the two lays out its files is a {@link io.towersense.sensor.sysfs.KernelInterface}.
 */
@NullMarked
package io.towersense.sensor.sysfs;

import org.jspecify.annotations.NullMarked;
