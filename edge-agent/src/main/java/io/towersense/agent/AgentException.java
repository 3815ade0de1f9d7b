package io.towersense.agent;

/** The agent cannot start. The message is one line: what, where and what to do. */
public final class AgentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AgentException(String message, Throwable cause) {
        super(message, cause);
    }
}
