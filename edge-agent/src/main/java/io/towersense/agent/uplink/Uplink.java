package io.towersense.agent.uplink;

import io.towersense.agent.outbox.Lane;
import java.util.concurrent.CompletableFuture;

/** A connection to the cloud that comes back by itself. Thread-safe. */
public interface Uplink extends AutoCloseable {
    /** Begins to connect, and goes on trying; returns at once. To be called once. */
    void start(UplinkListener listener);

    /**
     * Publishes a message on the lane's topic.
     *
     * @param payload the bytes as they travel
     * @return completed in a bounded time, never exceptionally
     */
    CompletableFuture<PublishOutcome> publish(Lane lane, byte[] payload);

    /** Whether messages can go out. */
    UplinkState state();

    /** Why the state is what it is, one line. */
    String reason();

    /** Ends the connection in a bounded time; messages still out are unconfirmed. */
    @Override
    void close();
}
