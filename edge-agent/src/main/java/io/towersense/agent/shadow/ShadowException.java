package io.towersense.agent.shadow;

/** The shadow did not answer, or will not have what it was sent. The message is one line. */
public final class ShadowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ShadowException(String message) {
        super(message, null, false, false);
    }
}
