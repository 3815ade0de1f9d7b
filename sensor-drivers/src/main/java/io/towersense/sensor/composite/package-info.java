/**
 * Several sensors that give one reading. Start at {@link io.towersense.sensor.composite.CompositeDriver}.
 */
@NullMarked
package io.towersense.sensor.composite;

import org.jspecify.annotations.NullMarked;
