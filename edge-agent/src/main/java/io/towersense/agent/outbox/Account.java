package io.towersense.agent.outbox;

import java.util.Locale;

/** One line of the {@link Books}. */
enum Account {
    /** Readings ever added. */
    SAMPLED,
    /** Readings that the cloud has. */
    DELIVERED,
    /** Readings that the cloud will never have. */
    DROPPED,
    /** Alarm events that the cloud will never have. */
    DROPPED_ALARMS,
    /** Stored readings that are in no message yet. */
    UNCUT,
    /** Their bytes. */
    UNCUT_BYTES,
    /** Readings in messages, including those set aside. */
    CARRIED,
    /** Messages in the lane of telemetry. */
    TELEMETRY,
    /** Messages in the lane of alarms. */
    ALARMS,
    /** Messages set aside, of both lanes. */
    ASIDE,
    /** Bytes of all messages. */
    MESSAGE_BYTES,
    /** How many transactions there were, by which an unsure one is found out. */
    COMMITS,
    /** Sequence number of the last message ever made. */
    LAST_SEQUENCE,
    /** How long an agent has run with this outbox, in nanoseconds. */
    RUNNING,
    /** The wall clock at the last commit, in microseconds since 1970. */
    COMMITTED_AT;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The number of messages that wait in that lane. */
    static Account messages(Lane lane) {
        return lane == Lane.ALARMS ? ALARMS : TELEMETRY;
    }
}
