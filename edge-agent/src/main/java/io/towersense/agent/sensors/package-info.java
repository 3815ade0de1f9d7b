/**
 * {@code tower sensors}: what is on the I2C buses, a sensor read once, its traffic recorded, and values made of what was
 * recorded elsewhere. Start at {@link io.towersense.agent.sensors.SensorsCommand}; what a sensor gave is a
 * {@link io.towersense.agent.sensors.SensorReading}. The agent uses nothing of it.
 */
@NullMarked
package io.towersense.agent.sensors;

import org.jspecify.annotations.NullMarked;
