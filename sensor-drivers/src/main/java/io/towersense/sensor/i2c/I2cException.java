package io.towersense.sensor.i2c;

import java.io.IOException;

/** A transfer that did not take place, or not as it should. */
public final class I2cException extends IOException {
    private static final long serialVersionUID = 1;

    private final Cause cause;

    /** Why a transfer fails. */
    public enum Cause {
        /** There is no such bus on this machine. */
        NO_BUS,
        /** The bus is there, and this user may not open it. */
        ACCESS_DENIED,
        /** This machine cannot be spoken to through the bus library. */
        UNSUPPORTED,
        /** A kernel driver owns the address. */
        BUSY,
        /** Nobody acknowledged. */
        NO_ANSWER,
        /** A line is held down, or arbitration was lost, for longer than the adapter waits. */
        STUCK,
        /** Anything else. */
        OTHER
    }

    /** @param message one line: what the operating system or the library said */
    public I2cException(Cause cause, String message) {
        super(message, null);
        this.cause = cause;
    }

    /** Why, for a program. */
    public Cause why() {
        return cause;
    }
}
