package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON in bytes, with the limits that hostile input is held to. */
final class Json {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(400)
                    .maxStringLength(256 * 1024)
                    .maxNameLength(256)
                    .build())
            // So that NaN is an error that names its field, not one of syntax.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Json() {}

    static JsonParser parser(byte[] bytes) {
        try {
            return FACTORY.createParser(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
