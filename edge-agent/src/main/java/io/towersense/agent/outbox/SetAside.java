package io.towersense.agent.outbox;

import java.time.Instant;

/**
 * A message that was refused, or sent and not confirmed, too often, and waits for a person.
 *
 * @param readings how many readings it carries
 * @param reason why, on one line
 * @param since when it was set aside
 */
public record SetAside(String id, Lane lane, int readings, String reason, Instant since) {}
