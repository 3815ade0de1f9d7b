package io.towersense.telemetry.engine;

/** Where a value lies, seen from one level. */
public enum Side {
    /** Strictly beyond the clearing limit, on the safe side. */
    RIGHT,
    /** In the deadband, the limits themselves included: no change either way. */
    BETWEEN,
    /** Strictly beyond the threshold. */
    WRONG
}
