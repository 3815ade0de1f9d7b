package io.towersense.agent.uplink;

import java.time.Duration;

/** What became of one attempt to publish a message. */
public sealed interface PublishOutcome {
    /** Whoever the uplink speaks to has the message: the broker, or the nucleus, which may only have put it into its spool. */
    record Accepted() implements PublishOutcome {}

    /**
     * This message is not taken, for what it is.
     *
     * @param reason the other side's word, one line
     */
    record Refused(String reason) implements PublishOutcome {}

    /**
     * No message is taken for now, whichever it is: the spool is full, or there is no right to publish. The uplink is
     * {@link UplinkState#HELD} from then on, until a message is accepted.
     *
     * @param reason one line
     * @param pause for how long nothing is to be tried
     */
    record Held(String reason, Duration pause) implements PublishOutcome {}

    /**
     * Nobody can say whether the other side has the message: there is no connection, or no answer came.
     *
     * @param reason one line
     */
    record Unconfirmed(String reason) implements PublishOutcome {}
}
