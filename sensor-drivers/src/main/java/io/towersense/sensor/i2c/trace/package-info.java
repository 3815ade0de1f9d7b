/**
 * The traffic of a bus as text: recorded while a driver reads, and given back to a driver later and elsewhere; and the
 * contents of chips' registers as text. What the files look like is in the README beside this. Start at
 * {@link io.towersense.sensor.i2c.trace.TraceFile}.
 */
@NullMarked
package io.towersense.sensor.i2c.trace;

import org.jspecify.annotations.NullMarked;
