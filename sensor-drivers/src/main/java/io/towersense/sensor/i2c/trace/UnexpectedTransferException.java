package io.towersense.sensor.i2c.trace;

/**
 * A driver asks a replayed bus for something else than was recorded. Unchecked, because no failure of a bus is: a driver
 * would take that for an answer.
 */
public final class UnexpectedTransferException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnexpectedTransferException(String message) {
        super(message, null, false, false);
    }
}
