package io.towersense.sensor;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;

/**
 * What a driver is given when it is opened.
 *
 * @param deviceId the device that it measures
 * @param options what the configuration says under the driver's name
 * @param interval how often it will be read
 * @param clock the only source of time
 */
public record DriverContext(String deviceId, DriverOptions options, Duration interval, Clock clock) {}
