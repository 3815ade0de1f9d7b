package io.towersense.agent.sampling;

import io.towersense.telemetry.engine.SensorFault;
import io.towersense.telemetry.reading.Reading;
import java.time.Duration;
import java.util.Optional;

/**
 * A reading as it was taken, not judged yet.
 *
 * @param reading with its quality, without breaches
 * @param monotonic the boot clock's time when the sensor had answered
 * @param replayed whether its time is that of a recording, not of now
 * @param fault what is wrong with the sensor although it answered
 */
public record Sample(Reading reading, Duration monotonic, boolean replayed, Optional<SensorFault> fault) {
    /** A reading of a sensor with which nothing is wrong. */
    public Sample(Reading reading, Duration monotonic, boolean replayed) {
        this(reading, monotonic, replayed, Optional.empty());
    }
}
