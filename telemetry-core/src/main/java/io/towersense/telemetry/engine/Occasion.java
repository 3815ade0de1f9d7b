package io.towersense.telemetry.engine;

import io.towersense.telemetry.reading.Reading;
import java.time.Instant;
import java.util.Optional;

/** Of which device, when and on what ground an evaluation takes place. */
record Occasion(String deviceId, Optional<String> siteId, Instant time, boolean simulated) {
    static Occasion of(Reading reading) {
        return new Occasion(reading.deviceId(), reading.siteId(), reading.timestamp(), reading.simulated());
    }

    Occasion at(Instant moment) {
        return new Occasion(deviceId, siteId, moment, simulated);
    }
}
