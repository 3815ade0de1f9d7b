package io.towersense.agent.outbox;

/**
 * An alarm event that is not stored yet.
 *
 * @param payload the event's bytes as they will travel
 * @param added when it came into the outbox
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes it
record WaitingAlarm(byte[] payload, Moment added) {}
