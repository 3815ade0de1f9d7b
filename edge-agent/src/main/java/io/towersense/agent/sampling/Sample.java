package io.towersense.agent.sampling;

import io.towersense.telemetry.reading.Reading;
import java.time.Duration;

/**
 * A reading as it was taken, not judged yet.
 *
 * @param reading with its quality, without breaches
 * @param monotonic the boot clock's time when the sensor had answered
 * @param replayed whether its time is that of a recording, not of now
 */
public record Sample(Reading reading, Duration monotonic, boolean replayed) {}
