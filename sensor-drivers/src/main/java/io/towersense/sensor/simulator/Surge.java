package io.towersense.sensor.simulator;

/**
 * How far something has gone from normal to its target: an exponential rise while the cause lasts, an exponential return
 * to exactly normal at the end.
 *
 * @param rise the time constant of the rise, as a share of the whole
 * @param turn when the cause ends, as a share of the whole
 * @param fall the time constant of the return, as a share of the whole
 */
record Surge(double rise, double turn, double fall) {

    /** The share of the way at {@code progress} (0 to 1): 0 at both ends, and below 1. */
    double at(double progress) {
        if (progress <= turn) {
            return 1 - StrictMath.exp(-progress / rise);
        }
        double rest = StrictMath.exp((turn - 1) / fall);
        return at(turn) * (StrictMath.exp((turn - progress) / fall) - rest) / (1 - rest);
    }
}
