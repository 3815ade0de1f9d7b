package io.towersense.cloud.alarm;

import java.time.Instant;

/**
 * The right of one invocation to notify of one alarm, for a while.
 *
 * @param token whose it is
 * @param until when it ends by itself, because its holder must have died
 */
public record Lease(String token, Instant until) {}
