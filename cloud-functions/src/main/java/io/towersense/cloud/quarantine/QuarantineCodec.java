package io.towersense.cloud.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.time.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is in quarantine, as JSON. */
public final class QuarantineCodec {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper TREES = new JsonMapper();

    private QuarantineCodec() {}

    /** The record as it is kept. */
    static byte[] encode(QuarantinedRecord kept, Instant now) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(kept.data().length * 2);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, kept, now);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a kept record; each of its rejections was tried as often as the whole.
     *
     * @throws UndecodableException if the bytes are no kept record; the message says why
     */
    public static QuarantinedRecord decode(byte[] json) {
        try {
            return read(TREES.readTree(json));
        } catch (IOException e) {
            throw new UndecodableException("it is no valid JSON, or its envelope is no base64");
        } catch (DateTimeException e) {
            throw new UndecodableException("arrived_at: is not ISO 8601 with an offset");
        }
    }

    private static QuarantinedRecord read(JsonNode kept) throws IOException {
        int attempts = kept.path("attempts").asInt(1);
        List<Rejection> readings = new ArrayList<>();
        for (JsonNode reading : kept.path("readings")) {
            readings.add(new Rejection(
                    reading.path("index").asInt(),
                    reason(reading),
                    text(reading, "detail"),
                    text(reading, "reading"),
                    attempts));
        }
        JsonNode data = kept.path("envelope");
        return new QuarantinedRecord(
                text(kept, "sequence_number"),
                data.isTextual() ? data.binaryValue() : new byte[0],
                optionalText(kept, "thing"),
                Timestamps.parse(text(kept, "arrived_at")),
                reason(kept),
                text(kept, "detail"),
                attempts,
                readings,
                optionalText(kept, "resubmitted_from"));
    }

    private static QuarantineReason reason(JsonNode object) {
        return QuarantineReason.of(text(object, "reason"))
                .orElseThrow(() -> new UndecodableException("reason: is none of the known ones"));
    }

    private static String text(JsonNode object, String field) {
        return optionalText(object, field).orElseThrow(() -> new UndecodableException(field + ": is missing"));
    }

    private static Optional<String> optionalText(JsonNode object, String field) {
        return Optional.ofNullable(object.path(field).textValue());
    }

    private static void write(JsonGenerator json, QuarantinedRecord kept, Instant now) throws IOException {
        json.writeStartObject();
        json.writeStringField("reason", kept.reason().label());
        json.writeStringField("detail", kept.detail());
        json.writeNumberField("count", kept.count());
        json.writeStringField("sequence_number", kept.name());
        if (kept.thing().isPresent()) {
            json.writeStringField("thing", kept.thing().get());
        }
        json.writeStringField("arrived_at", Timestamps.format(kept.arrivedAt()));
        json.writeStringField("quarantined_at", Timestamps.format(now));
        json.writeNumberField("attempts", kept.attempts());
        if (kept.resubmittedFrom().isPresent()) {
            json.writeStringField("resubmitted_from", kept.resubmittedFrom().get());
        }
        json.writeFieldName("envelope");
        json.writeBinary(kept.data());
        if (!kept.readings().isEmpty()) {
            json.writeArrayFieldStart("readings");
            for (Rejection reading : kept.readings()) {
                json.writeStartObject();
                json.writeNumberField("index", reading.index());
                json.writeStringField("reason", reading.reason().label());
                json.writeStringField("detail", reading.detail());
                json.writeStringField("reading", reading.json());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
