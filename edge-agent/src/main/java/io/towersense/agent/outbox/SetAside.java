package io.towersense.agent.outbox;

import java.time.Instant;

/**
 * A message that was refused too often and waits for a person.
 *
 * @param readings how many readings it carries
 * @param reason the broker's last word on it
 * @param since when it was set aside
 */
public record SetAside(String id, Lane lane, int readings, String reason, Instant since) {}
