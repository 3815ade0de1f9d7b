package io.towersense.agent.status;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.time.Timestamps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@code status.json} as another process reads it, and whether the agent that wrote it still runs. */
public final class StoredStatus {
    /** A running agent writes every few seconds: what is older than this is stale. */
    public static final Duration STALE_AFTER = Duration.ofSeconds(30);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonNode json;
    private final Duration age;
    private final boolean isAlive;

    private StoredStatus(JsonNode json, Duration age, boolean isAlive) {
        this.json = json;
        this.age = age;
        this.isAlive = isAlive;
    }

    /**
     * Reads the file; empty where there is none.
     *
     * @throws IOException if it cannot be read or is no status
     */
    public static Optional<StoredStatus> read(Path file, Instant now) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
        try {
            Instant writtenAt = Timestamps.parse(json.path("written_at").asText());
            boolean isAlive = json.path("state").asText().equals("running")
                    && ProcessHandle.of(json.path("pid").asLong(-1))
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
            return Optional.of(new StoredStatus(json, Duration.between(writtenAt, now), isAlive));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("it is no status", e);
        }
    }

    /** The whole of it. */
    public JsonNode json() {
        return json;
    }

    /** How long ago it was written, by the wall clock, which may have been set since. */
    public Duration age() {
        return age;
    }

    /** Whether the agent said that it ended. */
    public boolean wasStopped() {
        return json.path("state").asText().equals("stopped");
    }

    /** Whether its agent is a process of this machine. */
    public boolean isAlive() {
        return isAlive;
    }

    /** Whether it is too old to say anything of now. */
    public boolean isStale() {
        return age.abs().compareTo(STALE_AFTER) > 0;
    }

    /** The alarms that stood. */
    public List<StandingAlarm> alarms() {
        List<StandingAlarm> alarms = new ArrayList<>();
        json.path("alarms").forEach(alarm -> alarm(alarm).ifPresent(alarms::add));
        return alarms;
    }

    private static Optional<StandingAlarm> alarm(JsonNode alarm) {
        try {
            byte[] event = alarm.path("event").toString().getBytes(StandardCharsets.UTF_8);
            return Optional.of(new StandingAlarm(
                    AlarmCodec.decode(event),
                    alarm.path("device_name").asText(),
                    Optional.ofNullable(alarm.get("what_to_do")).map(JsonNode::asText)));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    /**
     * An alarm that stood.
     *
     * @param event its last change
     * @param device what people call the device
     * @param whatToDo what helps
     */
    public record StandingAlarm(AlarmEvent event, String device, Optional<String> whatToDo) {}
}
