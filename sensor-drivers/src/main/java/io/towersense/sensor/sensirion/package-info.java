/**
 * What Sensirion's sensors for temperature and humidity share: how they are told to measure, how their answers are
 * checked, and the formula of temperature. Start at {@link io.towersense.sensor.sensirion.SensirionChip}.
 */
@NullMarked
package io.towersense.sensor.sensirion;

import org.jspecify.annotations.NullMarked;
