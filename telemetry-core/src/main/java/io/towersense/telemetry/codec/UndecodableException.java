package io.towersense.telemetry.codec;

/** Bytes that are not what they should be. The message is one sentence that says what is wrong, and where. */
public final class UndecodableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UndecodableException(String message) {
        super(message, null, false, false);
    }
}
