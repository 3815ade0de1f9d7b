package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Gap;
import io.towersense.telemetry.time.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
        append(out, "{\"rules_version\":");
        out.writeBytes(Json.write(generator -> generator.writeString(rulesVersion)));
        append(out, ",\"readings\":[");
        for (int i = 0; i < readings.size(); i++) {
            append(out, i == 0 ? "" : ",");
            out.writeBytes(readings.get(i));
        }
        append(out, "]");
        if (!gaps.isEmpty()) {
            append(out, ",\"gaps\":");
            out.writeBytes(encode(gaps));
        }
        append(out, "}");
        return out.toByteArray();
    }

    /** The bytes, deflated in the gzip format; the same bytes for the same input. */
    public static byte[] gzip(byte[] bytes) {
        return Gzip.deflate(bytes);
    }

    /**
     * Reads a gateway's message.
     *
     * @throws UndecodableException if the whole of it cannot be understood or is larger than allowed
     */
    public static Batch decode(byte[] wire) {
        WireLimit.require(wire);
        byte[] json = Gzip.isGzip(wire) ? Gzip.inflate(wire) : wire;
        try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UndecodableException("a batch is a JSON object");
            }
            Batch batch = new BatchReader(parser, json).read();
            if (parser.nextToken() != null) {
                throw new UndecodableException("something follows the batch");
            }
            return batch;
        } catch (IOException e) {
            throw Json.undecodable(e);
        }
    }

    /**
     * Whether these bytes are a batch rather than a single reading: gzip, or a JSON object with {@code readings} and
     * nothing before it that a batch does not have.
     */
    public static boolean isBatch(byte[] wire) {
        if (Gzip.isGzip(wire)) {
            return true;
        }
        try (JsonParser parser = Json.parser(wire)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                switch (parser.currentName()) {
                    case "readings" -> {
                        return true;
                    }
                    case "rules_version", "gaps" -> {
                        parser.nextToken();
                        parser.skipChildren();
                    }
                    default -> {
                        return false;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static void append(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] encode(List<Gap> gaps) {
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
}
