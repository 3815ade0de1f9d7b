package io.towersense.agent.sampling;

import io.towersense.telemetry.engine.SensorFault;
import java.time.Duration;

/**
 * A turn at which the sensor gave nothing usable.
 *
 * @param fault why
 * @param monotonic the boot clock's time when that was clear
 */
public record Miss(String deviceId, SensorFault fault, Duration monotonic) {}
