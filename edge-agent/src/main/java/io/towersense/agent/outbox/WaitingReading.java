package io.towersense.agent.outbox;

import java.time.Duration;

/**
 * A reading that is not cut into a message yet.
 *
 * @param json the reading's bytes as they will travel
 * @param bootId the boot whose clock {@code bootTime} is on
 * @param added when it came into the outbox
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes it
record WaitingReading(
        ReadingIdentity identity, byte[] json, String bootId, Duration bootTime, String rulesVersion, Moment added) {}
