package io.towersense.agent.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What waits for the cloud, kept through power cuts: readings become batches, alarm events messages of their own, and
 * beside them are the engine's states. Thread-safe.
 *
 * <p>{@link #add} never waits for the disk. Readings are committed in groups; a judgement with changes of alarms is
 * committed at once, together with all that was added before it.
 */
public interface Outbox extends AutoCloseable {
    /** The engine's state by device id, as it was found when the outbox was opened. */
    Map<String, RememberedState> states();

    /**
     * Takes a judgement: the reading, the changes and the state, which are stored together. Never fails: while the disk
     * takes nothing, judgements are kept in memory up to a bound, beyond which the oldest readings are counted as
     * dropped.
     */
    void add(Judgement judgement);

    /**
     * Commits all that was added so far, and waits for it.
     *
     * @throws OutboxException if the disk does not take it; it stays in memory and is tried again
     */
    void commit();

    /**
     * The first message of the lane that is not out already; it is out from now on, until {@link #delivered},
     * {@link #release}, {@link #refused} or {@link #setAside} is called with its id.
     *
     * @throws OutboxException if the disk cannot be read
     */
    Optional<OutboxMessage> next(Lane lane);

    /** The cloud has the message: it is counted and forgotten. Does nothing where the id is unknown. */
    void delivered(String id);

    /** The message was not taken, for no fault of its own: it is waiting again, in its old place. */
    void release(String id);

    /** The broker refused the message: that is counted, and it is waiting again, in its old place. */
    void refused(String id);

    /** Takes the message out of its lane for a person to look at. */
    void setAside(String id, String reason);

    /** Waits until a message may be waiting in either lane, at most that long. */
    void awaitMessage(Duration atMost) throws InterruptedException;

    /** The books. */
    OutboxStatus status();

    /** Commits what is waiting and lets go of the file. */
    @Override
    void close();
}
