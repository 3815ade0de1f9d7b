/**
 * The driver {@code iio}: any sensor that the kernel serves through its Industrial I/O subsystem. Start at
 * {@link io.towersense.sensor.iio.IioInterface}; options and limits are in the README beside it.
 */
@NullMarked
package io.towersense.sensor.iio;

import org.jspecify.annotations.NullMarked;
