package io.towersense.agent.greengrass;

/** This process was not started by a Greengrass nucleus. The message is one line: what is missing and what to do. */
public final class NotAComponentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAComponentException(String message) {
        super(message);
    }
}
