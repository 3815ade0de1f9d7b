package io.towersense.sensor.chip;

/**
 * What a chip can measure according to its datasheet, both ends included.
 *
 * @param lowest in the metric's unit
 * @param highest in the metric's unit
 */
public record OperatingRange(double lowest, double highest) {
    /** Whether the chip can measure this value; never for NaN. */
    public boolean contains(double value) {
        return value >= lowest && value <= highest;
    }
}
