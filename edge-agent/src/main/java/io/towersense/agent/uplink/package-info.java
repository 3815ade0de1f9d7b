/**
 * The way from the outbox to the cloud. Start at {@link io.towersense.agent.uplink.Delivery}, which moves messages over
 * an {@link io.towersense.agent.uplink.Uplink}.
 */
@NullMarked
package io.towersense.agent.uplink;

import org.jspecify.annotations.NullMarked;
