package io.towersense.agent.configuration;

import io.towersense.sensor.DriverOptions;

/**
 * One sensor of a device.
 *
 * @param driver the name of its driver
 * @param options of the driver
 */
public record Sensor(String driver, DriverOptions options) {}
