/**
 * What one value from outside may be, and how a message quotes it. Start at
 * {@link io.towersense.telemetry.value.Identifier}.
 */
@NullMarked
package io.towersense.telemetry.value;

import org.jspecify.annotations.NullMarked;
