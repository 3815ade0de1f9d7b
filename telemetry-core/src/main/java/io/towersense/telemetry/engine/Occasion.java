package io.towersense.telemetry.engine;

import io.towersense.telemetry.reading.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * Of which device, when and on what ground an evaluation takes place.
 *
 * @param time by the wall clock, or the data's own; it dates the changes
 * @param simulated whether no sensor stands behind it
 */
public record Occasion(String deviceId, Optional<String> siteId, Instant time, boolean simulated) {
    /** The taking of a reading. */
    public static Occasion of(Reading reading) {
        return new Occasion(reading.deviceId(), reading.siteId(), reading.timestamp(), reading.simulated());
    }

    /** The same at another moment. */
    public Occasion at(Instant moment) {
        return new Occasion(deviceId, siteId, moment, simulated);
    }
}
