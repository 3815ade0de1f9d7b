package io.towersense.local;

import io.towersense.local.broker.TopicPublisher;
import io.towersense.telemetry.codec.ReceiptCodec;
import io.towersense.telemetry.message.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A receipt that a function has published and its gateway has not got yet. Whoever holds it decides what becomes of it:
 * delivered later, twice, after another, or never.
 */
public final class PendingReceipt {
    private final TopicPublisher publisher;
    private final String topic;
    private final Receipt receipt;

    PendingReceipt(TopicPublisher publisher, String topic, byte[] payload) {
        this.publisher = publisher;
        this.topic = topic;
        this.receipt = ReceiptCodec.decode(payload);
    }

    /** The name of the gateway's thing. */
    public String thing() {
        return topic.split("/", -1)[1];
    }

    public Receipt receipt() {
        return receipt;
    }

    /**
     * Publishes it on its gateway's topic, as often as this is called.
     *
     * @throws UncheckedIOException if the broker does not answer; thrown on to the function, its call has failed
     */
    public void deliver() {
        try {
            publisher.publish(topic, ReceiptCodec.encode(receipt));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public String toString() {
        return topic + " " + receipt;
    }
}
