/**
 * The driver {@code replay}: a recorded CSV file as if its sensor were here. Start at
 * {@link io.towersense.sensor.replay.ReplayProvider}, whose text names the options.
 *
 * <p>{@code Recording} turns the file's lines into rows or problems, {@code Pace} says when a row is due, and
 * {@link io.towersense.sensor.replay.ReplayDriver} waits, counts and reports.
 */
@NullMarked
package io.towersense.sensor.replay;

import org.jspecify.annotations.NullMarked;
