package io.towersense.agent.outbox;

/** The outbox cannot do its work. The message is one line: what, where and what to do. */
public final class OutboxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OutboxException(String message) {
        super(message);
    }

    public OutboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
