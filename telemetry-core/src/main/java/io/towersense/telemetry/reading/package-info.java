/**
 * What a device measured at one instant. Start at {@link io.towersense.telemetry.reading.Reading}.
 */
@NullMarked
package io.towersense.telemetry.reading;

import org.jspecify.annotations.NullMarked;
