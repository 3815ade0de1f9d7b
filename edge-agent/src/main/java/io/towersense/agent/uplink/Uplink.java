package io.towersense.agent.uplink;

import java.util.concurrent.CompletableFuture;

/** A connection to the cloud that comes back by itself. Thread-safe. */
public interface Uplink extends AutoCloseable {
    /** Begins to connect, and goes on trying; returns at once. To be called once. */
    void start(UplinkListener listener);

    /**
     * Publishes a message, QoS 1.
     *
     * @param payload the bytes as they travel
     * @return completed in a bounded time, never exceptionally
     */
    CompletableFuture<PublishOutcome> publish(String topic, byte[] payload);

    /**
     * Hears what comes on a topic from now on, through all reconnects; at once, whether there is a connection or not:
     * while there is none, the subscription waits for it. May be called before {@link #start}. What is published while it
     * waits is not heard.
     *
     * @param topic without wildcards; each topic is to be subscribed to once
     */
    void subscribe(String topic, TopicListener listener);

    /** Whether messages can go out. */
    UplinkState state();

    /** Why the state is what it is, one line. */
    String reason();

    /** Ends the connection in a bounded time; messages still out are unconfirmed. */
    @Override
    void close();
}
