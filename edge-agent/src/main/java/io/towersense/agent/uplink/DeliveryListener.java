package io.towersense.agent.uplink;

import io.towersense.agent.outbox.OutboxMessage;
import java.time.Instant;

/** Who hears what became of messages and of the uplink. Called on threads of the delivery: return soon. */
public interface DeliveryListener extends UplinkListener {
    /** The cloud has the message; of a batch that a receipt confirms the payload is no longer known. */
    void delivered(OutboxMessage message, Instant at);

    /**
     * The message was refused, or left without a receipt, too often and is set aside.
     *
     * @param reason why, one line
     */
    default void setAside(OutboxMessage message, String reason) {}
}
