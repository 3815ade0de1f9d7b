package io.towersense.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** Alarm events are there too, and what no function has taken; neither holds readings that were counted. */
    private static long readings(Quarantine quarantine, String key) {
        try {
            JsonNode kept = JSON.readTree(quarantine.read(key));
            boolean isAlarm = kept.path("sequence_number").asText().startsWith("alarm-");
            return isAlarm ? 0 : kept.path("count").asLong(0);
        } catch (IOException e) {
            throw new UncheckedIOException(key + " in the quarantine is no JSON", e);
        }
    }
}
