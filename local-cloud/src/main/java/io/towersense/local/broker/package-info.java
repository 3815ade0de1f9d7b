/**
 * The MQTT 5 broker of the local cloud, in the place of AWS IoT Core's. Start at {@link
 * io.towersense.local.broker.Broker}, which runs in this process; {@link io.towersense.local.broker.BrokerProcess} runs
 * the same in a process of its own, and brings it back when it is killed.
 */
@NullMarked
package io.towersense.local.broker;

import org.jspecify.annotations.NullMarked;
