package io.towersense.agent.outbox;

import java.time.Instant;

/**
 * A moment as the outbox dates things.
 *
 * @param running how long an agent has run with this outbox, in nanoseconds: unlike the wall clock of a gateway it never
 *     jumps, and unlike the boot clock it goes on from run to run
 * @param wall the wall clock, for people
 */
record Moment(long running, Instant wall) {}
