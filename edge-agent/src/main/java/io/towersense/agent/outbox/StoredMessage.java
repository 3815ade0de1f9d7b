package io.towersense.agent.outbox;

/**
 * A message on disk, without its payload.
 *
 * @param aside whether it is set aside
 * @param readings how many it carries
 * @param bytes of its payload
 * @param storedAt when the first of what it carries was stored, in nanoseconds of running
 */
record StoredMessage(long sequence, String id, Lane lane, boolean aside, int readings, int bytes, long storedAt) {}
