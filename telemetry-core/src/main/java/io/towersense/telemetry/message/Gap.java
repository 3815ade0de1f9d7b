package io.towersense.telemetry.message;

import io.towersense.telemetry.value.Identifier;
import java.time.Instant;

/**
 * Readings that were taken, or should have been, and will never come: so that what is missing is accounted for.
 *
 * @param deviceId as in a reading
 * @param from timestamp of the first
 * @param to timestamp of the last, not before {@code from}
 * @param count how many, 1 or more
 * @param reason why, for a person, such as {@code outbox full}
 */
public record Gap(String deviceId, Instant from, Instant to, long count, String reason) {
    /** @throws IllegalArgumentException if a field breaks the contract; the message begins with its name */
    public Gap {
        if (!Identifier.isIdentifier(deviceId)) {
            throw new IllegalArgumentException("device_id: is not " + Identifier.DESCRIPTION);
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to: " + to + " is before from, " + from);
        }
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count + " is not 1 or more");
        }
    }
}
