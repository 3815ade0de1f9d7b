package io.towersense.cli.quarantine;

import java.time.Instant;

/**
 * An object of the bucket as it is.
 *
 * @param at when it was written
 * @param bytes how many it has
 */
record StoredObject(String key, Instant at, long bytes) {}
