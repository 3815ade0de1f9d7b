package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.towersense.telemetry.message.Batch;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON in bytes, with the limits that hostile input is held to. Whatever exceeds one of them costs the whole message;
 * they are so wide that only what is meant to do harm does.
 */
final class Json {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxNumberLength(10_000)
                    .maxStringLength(Batch.MOST_INFLATED_BYTES)
                    .maxNameLength(1_000)
                    .build())
            // Names come from outside: they are not to stay in the JVM's table of strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // So that NaN is an error that names its field, not one of syntax.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final int ENCODING_SHOWS_WITHIN = 4;

    private Json() {}

    /** A parser of UTF-8; its locations are places in {@code bytes}. */
    static JsonParser parser(byte[] bytes) throws IOException {
        requireUtf8(bytes);
        return FACTORY.createParser(bytes);
    }

    /** Jackson would take UTF-16 and UTF-32 too, whose byte order mark or zeros no UTF-8 begins with. */
    private static void requireUtf8(byte[] bytes) throws IOException {
        for (int i = 0; i < Math.min(ENCODING_SHOWS_WITHIN, bytes.length); i++) {
            int octet = bytes[i] & 0xff;
            if (octet == 0x00 || octet == 0xfe || octet == 0xff) {
                throw new CharConversionException("it is not UTF-8");
            }
        }
    }

    static byte[] write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            writing.to(generator);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** What the parser found, as one line without its own location prose and without the source's text. */
    static UndecodableException undecodable(IOException e) {
        if (e instanceof JsonProcessingException problem) {
            String where = problem.getLocation() == null
                    ? ""
                    : " at line " + problem.getLocation().getLineNr() + ", column "
                            + problem.getLocation().getColumnNr();
            String what = String.valueOf(problem.getOriginalMessage())
                    .lines()
                    .findFirst()
                    .orElse("syntax");
            return new UndecodableException("no valid JSON" + where + ": " + what);
        }
        return new UndecodableException("no valid JSON: " + e.getMessage());
    }

    /** Something that writes one JSON value. */
    interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }
}
