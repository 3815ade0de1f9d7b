package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Timestamps;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** A reading as one flat JSON object. Numbers are exact both ways. */
public final class ReadingCodec {
    private ReadingCodec() {}

    /** The reading's JSON, UTF-8. */
    public static byte[] encode(Reading reading) {
        return Json.write(generator -> write(generator, reading));
    }

    /**
     * Reads one reading.
     *
     * @throws UndecodableException if the bytes are no JSON object, or more than a message may have
     * @throws InvalidReadingException if a field breaks the contract
     */
    public static Reading decode(byte[] json) {
        WireLimit.require(json);
        try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UndecodableException("a reading is a JSON object");
            }
            Reading reading = new ReadingParser(parser).read();
            if (parser.nextToken() != null) {
                throw new UndecodableException("something follows the reading");
            }
            return reading;
        } catch (IOException e) {
            throw Json.undecodable(e);
        }
    }

    private static void write(JsonGenerator generator, Reading reading) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("device_id", reading.deviceId());
        generator.writeStringField("timestamp", Timestamps.format(reading.timestamp()));
        for (Map.Entry<String, BigDecimal> value : reading.values().entrySet()) {
            generator.writeNumberField(value.getKey(), value.getValue());
        }
        if (reading.firmwareVersion().isPresent()) {
            generator.writeStringField(
                    "firmware_version", reading.firmwareVersion().get());
        }
        if (reading.siteId().isPresent()) {
            generator.writeStringField("site_id", reading.siteId().get());
        }
        if (reading.simulated()) {
            generator.writeBooleanField("simulated", true);
        }
        if (reading.clock().isPresent()) {
            generator.writeStringField("clock", reading.clock().get().label());
        }
        writeQuality(generator, reading.quality());
        if (!reading.breaches().isEmpty()) {
            generator.writeArrayFieldStart("breaches");
            for (String rule : reading.breaches()) {
                generator.writeString(rule);
            }
            generator.writeEndArray();
        }
        generator.writeEndObject();
    }

    private static void writeQuality(JsonGenerator generator, Map<String, Set<QualityFlag>> quality)
            throws IOException {
        if (quality.isEmpty()) {
            return;
        }
        generator.writeObjectFieldStart("quality");
        for (Map.Entry<String, Set<QualityFlag>> entry : quality.entrySet()) {
            generator.writeArrayFieldStart(entry.getKey());
            for (QualityFlag flag : entry.getValue()) {
                generator.writeString(flag.label());
            }
            generator.writeEndArray();
        }
        generator.writeEndObject();
    }
}
