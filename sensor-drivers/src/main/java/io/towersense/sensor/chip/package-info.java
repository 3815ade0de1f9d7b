/**
 * What all drivers of I2C chips have in common: single-shot measuring with a bounded number of attempts, recovery, reasons
 * for a technician, operating ranges and offsets. A driver of a chip is a {@link io.towersense.sensor.chip.Chip} and a
 * {@link io.towersense.sensor.chip.ChipProvider}; start at the first.
 */
@NullMarked
package io.towersense.sensor.chip;

import org.jspecify.annotations.NullMarked;
