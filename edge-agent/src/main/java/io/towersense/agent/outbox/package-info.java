/**
 * What is kept on the gateway's disk until the cloud has it: readings, alarm events and the engine's states. Start at
 * {@link io.towersense.agent.outbox.Outbox}.
 */
@NullMarked
package io.towersense.agent.outbox;

import org.jspecify.annotations.NullMarked;
