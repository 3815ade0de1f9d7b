package io.towersense.local.table;

import java.time.Instant;

/**
 * A reading that the table has taken.
 *
 * @param deviceId the partition key
 * @param timestamp the sort key, UTC with six decimals
 * @param storedAt when the table had confirmed it
 */
public record StoredReading(String deviceId, String timestamp, Instant storedAt) {}
