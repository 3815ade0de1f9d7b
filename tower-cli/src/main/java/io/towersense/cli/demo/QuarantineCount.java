package io.towersense.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.local.Quarantine;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How many readings are in quarantine, asked of the quarantine itself. */
final class QuarantineCount {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QuarantineCount() {}

    static long readings(Quarantine quarantine) {
        return quarantine.keys().stream()
                .mapToLong(key -> readings(quarantine, key))
                .sum();
    }

    /** What no function has taken, such as an alarm event that failed, names no count of readings. */
    private static long readings(Quarantine quarantine, String key) {
        try {
            return JSON.readTree(quarantine.read(key)).path("count").asLong(0);
        } catch (IOException e) {
            throw new UncheckedIOException(key + " in the quarantine is no JSON", e);
        }
    }
}
