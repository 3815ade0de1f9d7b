package io.towersense.agent.sampling;

import io.towersense.sensor.SensorDriver;
import java.time.Duration;
import java.util.Optional;

/**
 * A device that is to be read.
 *
 * @param driver opened; the sampler closes it
 * @param interval how often it is read, longer than nothing
 * @param frozenAfter how long it may count the same before it is taken for frozen; zero for ever
 */
public record SampledDevice(
        String id,
        SensorDriver driver,
        Duration interval,
        Duration frozenAfter,
        Optional<String> firmwareVersion,
        Optional<String> siteId) {}
