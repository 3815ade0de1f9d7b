package io.towersense.agent.uplink;

/** The uplink cannot be set up as it is configured. The message is one line: what, which setting and what to do. */
public final class UplinkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UplinkException(String message) {
        super(message);
    }

    public UplinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
