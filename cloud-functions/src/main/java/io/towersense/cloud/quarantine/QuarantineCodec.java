package io.towersense.cloud.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.towersense.telemetry.time.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** What is in quarantine, as JSON. */
final class QuarantineCodec {
    private static final JsonFactory JSON = new JsonFactory();

    private QuarantineCodec() {}

    static byte[] encode(QuarantinedRecord kept, Instant now) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(kept.data().length * 2);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, kept, now);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
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
