package io.towersense.agent.alertlog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.time.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * An entry as one line of JSON: what the log adds ({@code logged_at}, {@code entry}, {@code delivered_at},
 * {@code device_name}, {@code what_to_do}, {@code severity_before}), then all fields of the alarm event.
 */
public final class AlertEntryCodec {
    private static final JsonMapper MAPPER = new JsonMapper();

    private AlertEntryCodec() {}

    /** The entry's JSON without a line's end. */
    public static byte[] encode(AlertEntry entry) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(640);
        try (JsonGenerator json = MAPPER.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("logged_at", Timestamps.format(entry.loggedAt()));
            json.writeStringField("entry", entry.word());
            if (entry.deliveredAt().isPresent()) {
                json.writeStringField(
                        "delivered_at", Timestamps.format(entry.deliveredAt().get()));
            }
            json.writeStringField("device_name", entry.device());
            if (entry.whatToDo().isPresent()) {
                json.writeStringField("what_to_do", entry.whatToDo().get());
            }
            if (entry.before().isPresent()) {
                json.writeStringField("severity_before", entry.before().get().label());
            }
            json.flush();
            line.write(',');
            byte[] event = AlarmCodec.encode(entry.event());
            line.write(event, 1, event.length - 2);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return line.toByteArray();
    }

    /**
     * Reads a line.
     *
     * @throws UndecodableException if it is anything else, such as a line that a power cut has torn
     */
    public static AlertEntry decode(byte[] line) {
        AlarmEvent event = AlarmCodec.decode(line);
        try {
            JsonNode json = MAPPER.readTree(line);
            return new AlertEntry(
                    event,
                    text(json, "delivered_at").map(Timestamps::parse),
                    text(json, "logged_at")
                            .map(Timestamps::parse)
                            .orElseThrow(() -> new UndecodableException("logged_at: is missing")),
                    text(json, "device_name").orElse(event.deviceId()),
                    text(json, "what_to_do"),
                    text(json, "severity_before").flatMap(Severity::of));
        } catch (IOException | DateTimeException e) {
            throw new UndecodableException("no line of the alert log: "
                    + new String(line, 0, Math.min(line.length, 80), StandardCharsets.UTF_8));
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
