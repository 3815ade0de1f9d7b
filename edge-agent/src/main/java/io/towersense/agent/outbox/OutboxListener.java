package io.towersense.agent.outbox;

import java.util.List;

/** Who hears what the outbox has done. Called on the outbox's own thread: return soon. */
public interface OutboxListener {
    /** Hears nothing. */
    OutboxListener NONE = readings -> {};

    /**
     * These readings are on disk: no crash and no power cut takes them any more.
     *
     * @param readings in the order in which they were added
     */
    void committed(List<ReadingIdentity> readings);
}
