package io.towersense.agent.outbox;

import io.towersense.telemetry.reading.Reading;
import java.time.Instant;

/**
 * What makes a reading this one and no other.
 *
 * @param timestamp when it was measured, to the microsecond
 */
public record ReadingIdentity(String deviceId, Instant timestamp) {
    /** The identity of that reading. */
    public static ReadingIdentity of(Reading reading) {
        return new ReadingIdentity(reading.deviceId(), reading.timestamp());
    }
}
