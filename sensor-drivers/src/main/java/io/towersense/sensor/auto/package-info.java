/**
 * The driver that looks for sensors itself. Start at {@link io.towersense.sensor.auto.AutoProvider}.
 */
@NullMarked
package io.towersense.sensor.auto;

import org.jspecify.annotations.NullMarked;
