/**
 * Time as TowerSense uses it: one {@link io.towersense.telemetry.time.Clock} with wall and monotonic time, and the two
 * textual forms of a timestamp.
 */
@NullMarked
package io.towersense.telemetry.time;

import org.jspecify.annotations.NullMarked;
