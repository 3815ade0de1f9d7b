package io.towersense.local.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader of one of the broker's durable subscriptions: in order, one message at a time, each acknowledged only after
 * it was taken. What was not taken is offered again, after a pause; when the broker goes and comes back the reader
 * carries on, and may then see again what it had just taken.
 */
public final class Subscription implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Subscription.class);
    private static final long WAIT_MILLIS = 200;

    /** Takes messages. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes a message for good, or throws.
         *
         * @param topic the MQTT topic as it was published
         * @param payload the message's bytes
         * @throws Exception if it could not be taken; the same message is then offered again
         */
        void take(String topic, byte[] payload) throws Exception;
    }

    private final SubscriptionAccess access;
    private final String name;
    private final Taker taker;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong taken = new AtomicLong();
    private final Thread thread;

    private Subscription(SubscriptionAccess access, String name, Taker taker, Duration pause) {
        this.access = access;
        this.name = name;
        this.taker = taker;
        this.pause = pause;
        this.thread = new Thread(this::run, "subscription-" + name);
    }

    /**
     * Starts to read.
     *
     * @param name a subscription that the broker's {@link BrokerOptions#subscriptions()} name
     * @param pause between two offers of one message that was not taken, and between attempts to reach the broker
     */
    public static Subscription open(SubscriptionAccess access, String name, Taker taker, Duration pause) {
        Subscription subscription = new Subscription(access, name, taker, pause);
        subscription.thread.start();
        return subscription;
    }

    /** How many messages were taken so far; one that the broker delivered twice counts twice. */
    public long taken() {
        return taken.get();
    }

    /**
     * How many messages the broker holds for this subscription, with those being taken right now.
     *
     * @throws IOException if the broker does not answer
     */
    public long waiting() throws IOException {
        try (CoreSession session = CoreSession.open(access)) {
            return session.messageCount(name);
        } catch (ActiveMQException gone) {
            throw new IOException("the broker does not answer: " + gone.getMessage(), gone);
        }
    }

    /** Stops reading; a message that is being taken is finished first, or offered again another time. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isOpen()) {
            try (CoreSession session = CoreSession.open(access)) {
                read(session.consumer(name));
            } catch (ActiveMQException gone) {
                LOGGER.debug("subscription {}: {}", name, gone.getMessage());
                waitOrClose(pause);
            }
        }
    }

    private void read(ClientConsumer consumer) throws ActiveMQException {
        while (isOpen() && !consumer.isClosed()) {
            ClientMessage message = consumer.receive(WAIT_MILLIS);
            if (message != null && take(message)) {
                message.individualAcknowledge();
                taken.incrementAndGet();
            }
        }
    }

    private boolean take(ClientMessage message) {
        byte[] payload = new byte[message.getBodyBuffer().readableBytes()];
        message.getBodyBuffer().readBytes(payload);
        for (int offer = 1; isOpen(); offer++) {
            try {
                taker.take(message.getAddress(), payload);
                return true;
            } catch (InterruptedException interrupted) {
                return false;
            } catch (Exception failed) {
                complain(message, offer, failed);
                waitOrClose(pause);
            }
        }
        return false;
    }

    /** Aloud for offers 1, 2, 4, 8 and so on: one message that waits for hours is not to fill the log. */
    private void complain(ClientMessage message, int offer, Exception failed) {
        if (Integer.bitCount(offer) == 1) {
            LOGGER.warn(
                    "subscription {}: a message on {} was not taken (offer {}): {}",
                    name,
                    message.getAddress(),
                    offer,
                    failed.toString());
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void waitOrClose(Duration time) {
        try {
            if (closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.debug("subscription {} is closed", name);
            }
        } catch (InterruptedException interrupted) {
            closed.countDown();
        }
    }
}
