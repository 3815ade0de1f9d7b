package io.towersense.agent.outbox;

import io.towersense.telemetry.engine.DeviceState;

/**
 * The engine's state of one device as it was last stored.
 *
 * @param bootId the boot whose clock the state's elapsed times are on; under any other boot they mean nothing, and
 *     {@link DeviceState#restartedAt} is due
 */
public record RememberedState(DeviceState state, String bootId) {}
