package io.towersense.agent.uplink;

/** What became of one attempt to publish a message. */
public sealed interface PublishOutcome {
    /** The broker has the message. */
    record Accepted() implements PublishOutcome {}

    /**
     * The broker will not have this message.
     *
     * @param reason its word, one line
     */
    record Refused(String reason) implements PublishOutcome {}

    /**
     * Nobody can say whether the broker has the message: there is no connection, or no answer came.
     *
     * @param reason one line
     */
    record Unconfirmed(String reason) implements PublishOutcome {}
}
