/**
 * The driver {@code hwmon}: any sensor that the kernel serves through its hardware monitoring subsystem. Start at
 * {@link io.towersense.sensor.hwmon.HwmonInterface}; options and limits are in the README beside it.
 */
@NullMarked
package io.towersense.sensor.hwmon;

import org.jspecify.annotations.NullMarked;
