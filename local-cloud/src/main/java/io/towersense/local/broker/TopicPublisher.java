package io.towersense.local.broker;

import java.io.IOException;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;

/**
 * Publishes to a broker's MQTT subscribers as a service behind it does: QoS 1, not retained, and whoever has no session
 * at that moment misses it. A broker that was gone and came back is found again. Thread-safe.
 */
public final class TopicPublisher implements AutoCloseable {
    private final SubscriptionAccess access;
    private Optional<CoreSession> open = Optional.empty();
    private long published;

    public TopicPublisher(SubscriptionAccess access) {
        this.access = access;
    }

    /**
     * Publishes a message and returns when the broker has it.
     *
     * @throws IOException if the broker does not answer
     */
    public synchronized void publish(String topic, byte[] payload) throws IOException {
        try {
            if (open.isEmpty() || !sent(open.get(), topic, payload)) {
                close();
                open = Optional.of(CoreSession.open(access));
                open.get().send(topic, payload);
            }
            published++;
        } catch (ActiveMQException gone) {
            close();
            throw new IOException("the broker does not answer: " + gone.getMessage(), gone);
        }
    }

    /** How many messages the broker took. */
    public synchronized long published() {
        return published;
    }

    @Override
    public synchronized void close() {
        open.ifPresent(CoreSession::closeQuietly);
        open = Optional.empty();
    }

    /** False where the session is of a broker that went meanwhile. */
    private static boolean sent(CoreSession session, String topic, byte[] payload) {
        try {
            session.send(topic, payload);
            return true;
        } catch (ActiveMQException gone) {
            return false;
        }
    }
}
