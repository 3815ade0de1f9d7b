package io.towersense.telemetry.engine;

import io.towersense.telemetry.metric.Metric;
import java.util.Optional;

/**
 * What is wrong with a device's sensor, as one read showed it.
 *
 * @param metric the one metric that is concerned; empty where it is several, or the whole sensor
 * @param reason one sentence: what, where, and what to check
 */
public record SensorFault(Optional<Metric> metric, String reason) {
    /** A fault of the whole sensor. */
    public static SensorFault of(String reason) {
        return new SensorFault(Optional.empty(), reason);
    }
}
