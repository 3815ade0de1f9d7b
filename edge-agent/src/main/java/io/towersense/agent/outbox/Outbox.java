package io.towersense.agent.outbox;

import java.util.Map;
import java.util.Optional;

/**
 * What waits for the cloud, kept through power cuts: readings become batches, alarm events messages of their own, and
 * beside them are the engine's states. Thread-safe.
 *
 * <p>Readings are committed in groups; a judgement with changes of alarms is committed at once, together with all that
 * was added before it.
 */
public interface Outbox extends AutoCloseable {
    /** The engine's state by device id, as it was found when the outbox was opened. */
    Map<String, RememberedState> states();

    /**
     * Takes a judgement: the reading, the changes and the state, which are stored together. Never fails and does not
     * wait for the disk, save for some seconds where whoever adds is faster than the disk. While the disk takes nothing,
     * judgements are kept in memory up to a bound, beyond which the oldest readings are counted as dropped.
     */
    void add(Judgement judgement);

    /**
     * Commits all that was added so far, and waits for it.
     *
     * @throws OutboxException if the disk does not take it; it stays in memory and is tried again
     */
    void commit();

    /**
     * Commits all that was added so far and cuts it into messages, without waiting for a batch to be full.
     *
     * @throws OutboxException as {@link #commit}
     */
    void cut();

    /**
     * The first message of the lane that is not out already. It is out from now on, until {@link #delivered},
     * {@link #release} or {@link #setAside} is called with its id. Empty also while the disk cannot be read, which
     * {@link #status} tells.
     */
    Optional<OutboxMessage> next(Lane lane);

    /** The cloud has the message: it is counted and forgotten. Does nothing where the id is unknown. */
    void delivered(String id);

    /** Counts that the broker refused the message, which is out until it is released. */
    void refused(String id);

    /** Lets the message wait again, in its old place. */
    void release(String id);

    /** Takes the message out of its lane, for a person to look at. */
    void setAside(String id, String reason);

    /** Has {@code wake} called after each commit that brought messages, on the outbox's thread: return at once. */
    void onMessages(Runnable wake);

    /** The books; asks memory alone, never the disk. */
    OutboxStatus status();

    /** Commits what is waiting and lets go of the file. */
    @Override
    void close();
}
