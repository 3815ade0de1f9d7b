package io.towersense.cloud.settings;

/** An environment with which a function cannot work. The message is one line that names everything that is wrong. */
public final class InvalidEnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidEnvironmentException(String message) {
        super(message, null, false, false);
    }
}
