package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Gap;
import io.towersense.telemetry.message.Rejected;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Timestamps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A batch as JSON, optionally gzip. One reading that breaks the contract costs only itself. */
public final class BatchCodec {
    private BatchCodec() {}

    /**
     * Joins readings that are encoded already, so that what was stored is what is sent.
     *
     * @param readings each the JSON of one reading
     */
    public static byte[] join(String rulesVersion, List<byte[]> readings, List<Gap> gaps) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        out.writeBytes("{\"rules_version\":".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(Json.write(generator -> generator.writeString(rulesVersion)));
        out.writeBytes(",\"readings\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < readings.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(readings.get(i));
        }
        out.write(']');
        if (!gaps.isEmpty()) {
            out.writeBytes(",\"gaps\":".getBytes(StandardCharsets.UTF_8));
            out.writeBytes(encodeGaps(gaps));
        }
        out.write('}');
        return out.toByteArray();
    }

    /** The bytes, deflated in the gzip format; the same bytes for the same input. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a gateway's message.
     *
     * @throws UndecodableException if the whole of it cannot be understood or is larger than allowed
     */
    public static Batch decode(byte[] wire) {
        if (wire.length > Batch.MOST_WIRE_BYTES) {
            throw new UndecodableException(
                    "the message has " + wire.length + " bytes; at most " + Batch.MOST_WIRE_BYTES + " are taken");
        }
        byte[] json = isGzip(wire) ? inflate(wire) : wire;
        try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UndecodableException("a batch is a JSON object");
            }
            Batch batch = new Reader(parser, json).read();
            if (parser.nextToken() != null) {
                throw new UndecodableException("something follows the batch");
            }
            return batch;
        } catch (IOException e) {
            throw Json.undecodable(e);
        }
    }

    /** Whether the JSON object in these bytes, gzip or not, is a batch rather than a single reading. */
    public static boolean isBatch(byte[] wire) {
        if (isGzip(wire)) {
            return true;
        }
        try (JsonParser parser = Json.parser(wire)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("readings")) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] encodeGaps(List<Gap> gaps) {
        return Json.write(generator -> {
            generator.writeStartArray();
            for (Gap gap : gaps) {
                generator.writeStartObject();
                generator.writeStringField("device_id", gap.deviceId());
                generator.writeStringField("from", Timestamps.format(gap.from()));
                generator.writeStringField("to", Timestamps.format(gap.to()));
                generator.writeNumberField("count", gap.count());
                generator.writeStringField("reason", gap.reason());
                generator.writeEndObject();
            }
            generator.writeEndArray();
        });
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    private static byte[] inflate(byte[] wire) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(wire))) {
            byte[] json = gzip.readNBytes(Batch.MOST_INFLATED_BYTES + 1);
            if (json.length > Batch.MOST_INFLATED_BYTES) {
                throw new UndecodableException(
                        "the message inflates to more than " + Batch.MOST_INFLATED_BYTES + " bytes");
            }
            return json;
        } catch (IOException e) {
            throw new UndecodableException("no valid gzip: " + e.getMessage());
        }
    }

    /** One batch being read. */
    private static final class Reader {
        private final JsonParser parser;
        private final byte[] json;
        private final Set<String> seen = new HashSet<>();
        private final List<Reading> readings = new ArrayList<>();
        private final List<Rejected> rejected = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private Optional<String> rulesVersion = Optional.empty();

        Reader(JsonParser parser, byte[] json) {
            this.parser = parser;
            this.json = json;
        }

        Batch read() throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                if (!seen.add(field)) {
                    throw new UndecodableException(field + ": stands twice in the batch");
                }
                parser.nextToken();
                switch (field) {
                    case "rules_version" -> rulesVersion = Optional.of(text(field));
                    case "readings" -> readArray(field, this::readReading);
                    case "gaps" -> readArray(field, this::readGap);
                    default -> throw new UndecodableException(field + ": a batch has no such field");
                }
            }
            if (!seen.contains("readings")) {
                throw new UndecodableException("readings: is missing");
            }
            return new Batch(rulesVersion, readings, rejected, gaps);
        }

        private void readArray(String field, Element element) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw new UndecodableException(field + ": is not a list");
            }
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (i >= Batch.MOST_READINGS) {
                    throw new UndecodableException(field + ": more than " + Batch.MOST_READINGS);
                }
                element.read(i);
            }
        }

        private void readReading(int index) throws IOException {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                reject(index, start, "a reading is a JSON object");
                return;
            }
            // The end of this object is the first END_OBJECT whose parent is the array that we are in.
            var array = parser.getParsingContext().getParent();
            try {
                readings.add(new ReadingParser(parser).read());
            } catch (InvalidReadingException e) {
                while (parser.currentToken() != JsonToken.END_OBJECT || parser.getParsingContext() != array) {
                    if (parser.nextToken() == null) {
                        throw new UndecodableException("the batch ends within a reading");
                    }
                }
                reject(index, start, String.valueOf(e.getMessage()));
            }
        }

        private void reject(int index, int start, String reason) {
            int end = (int) parser.currentLocation().getByteOffset();
            rejected.add(new Rejected(index, new String(json, start, end - start, StandardCharsets.UTF_8), reason));
        }

        private void readGap(int index) throws IOException {
            String path = "gaps[" + index + "]";
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new UndecodableException(path + ": is not an object");
            }
            @Nullable String deviceId = null;
            @Nullable Instant from = null;
            @Nullable Instant to = null;
            @Nullable String reason = null;
            long count = 0;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "device_id" -> deviceId = text(path + "." + field);
                    case "from" -> from = instant(path + "." + field);
                    case "to" -> to = instant(path + "." + field);
                    case "reason" -> reason = text(path + "." + field);
                    case "count" ->
                        count = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : 0;
                    default -> throw new UndecodableException(path + "." + field + ": a gap has no such field");
                }
            }
            if (deviceId == null || from == null || to == null || reason == null || count < 1) {
                throw new UndecodableException(path + ": needs device_id, from, to, reason and a count of 1 or more");
            }
            gaps.add(new Gap(deviceId, from, to, count, reason));
        }

        private Instant instant(String path) throws IOException {
            try {
                return Timestamps.parse(text(path));
            } catch (DateTimeException e) {
                throw new UndecodableException(path + ": is not ISO 8601 with an offset");
            }
        }

        private String text(String path) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new UndecodableException(path + ": is not a text");
            }
            return parser.getText();
        }

        private interface Element {
            void read(int index) throws IOException;
        }
    }
}
