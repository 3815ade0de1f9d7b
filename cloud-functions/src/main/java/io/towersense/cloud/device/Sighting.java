package io.towersense.cloud.device;

import io.towersense.telemetry.reading.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * Word of a device.
 *
 * @param thing who brings it; empty where it is bare
 * @param seenAt when it was received
 * @param newest the newest reading that came with it, if one did
 * @param judgedUntil up to which timestamp the device's readings are judged, settled and done, if they are judged here
 */
public record Sighting(
        String deviceId,
        Optional<String> thing,
        Instant seenAt,
        Optional<Reading> newest,
        Optional<Instant> judgedUntil) {

    /** The same without its reading, unless that is newer than this timestamp. */
    Sighting newerThan(Optional<Instant> timestamp) {
        return new Sighting(
                deviceId,
                thing,
                seenAt,
                newest.filter(
                        reading -> timestamp.map(reading.timestamp()::isAfter).orElse(true)),
                judgedUntil);
    }
}
