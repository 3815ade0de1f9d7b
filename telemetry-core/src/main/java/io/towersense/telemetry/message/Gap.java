package io.towersense.telemetry.message;

import java.time.Instant;

/**
 * Readings that were taken, or should have been, and will never come: so that what is missing is accounted for.
 *
 * @param from timestamp of the first
 * @param to timestamp of the last, not before {@code from}
 * @param count how many, 1 or more
 * @param reason why, for a person, such as {@code outbox full}
 */
public record Gap(String deviceId, Instant from, Instant to, long count, String reason) {}
