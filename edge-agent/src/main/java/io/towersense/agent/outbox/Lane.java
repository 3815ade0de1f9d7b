package io.towersense.agent.outbox;

/** One of the two queues of messages, in the order in which they are served. */
public enum Lane {
    /** Alarm events, each a message of its own; served first, dropped last. */
    ALARMS,
    /** Batches of readings, oldest first. */
    TELEMETRY
}
