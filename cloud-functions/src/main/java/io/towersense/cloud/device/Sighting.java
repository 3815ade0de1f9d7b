package io.towersense.cloud.device;

import io.towersense.telemetry.reading.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * Word of a device.
 *
 * @param thing who brings it; empty where it is bare
 * @param seenAt when it was received; empty where it was put back from quarantine, which says nothing of today
 * @param newest the newest reading that came with it, if one did
 * @param judgedUntil up to which timestamp the device's readings are judged, settled and done, if they are judged here
 * @param simulated whether no sensor stands behind any of it: then nobody watches for its silence
 */
public record Sighting(
        String deviceId,
        Optional<String> thing,
        Optional<Instant> seenAt,
        Optional<Reading> newest,
        Optional<Instant> judgedUntil,
        boolean simulated) {

    /** Word of whose device it is, and of nothing else. */
    public static Sighting ofOwner(String deviceId, Optional<String> thing) {
        return new Sighting(deviceId, thing, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The same without its reading, unless that is newer than this timestamp. */
    Sighting newerThan(Optional<Instant> timestamp) {
        return new Sighting(
                deviceId,
                thing,
                seenAt,
                newest.filter(
                        reading -> timestamp.map(reading.timestamp()::isAfter).orElse(true)),
                judgedUntil,
                simulated);
    }
}
