package io.towersense.cloud.silence;

import io.towersense.telemetry.reading.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who is watched, as the table said when it was taken to be settled.
 *
 * @param turn which taking that was
 * @param lastSeen when the cloud last received something of it
 * @param thing the gateway that a device belongs to by now; empty while it is bare
 * @param lastReading of a device
 */
record Watched(WatchedKey key, long turn, Instant lastSeen, Optional<String> thing, Optional<Reading> lastReading) {

    /** Whether it is a device that a gateway reads by now, and judges: none of ours to watch. */
    boolean isClaimed() {
        return key.kind() == WatchedKind.DEVICE && thing.isPresent();
    }

    /** Whether its silence is an alarm, if it should have been seen since {@code limit}. */
    boolean isSilent(Instant limit) {
        return !isClaimed() && lastSeen.isBefore(limit);
    }
}
