package io.towersense.agent.shadow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.telemetry.value.PrintableText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as shadows hold it: exact numbers, and bounds for what comes from outside. */
final class ShadowJson {
    private static final int LARGEST = 128 * 1024;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ShadowJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @throws ShadowException if this is no JSON object */
    static ObjectNode parse(byte[] document) {
        if (document.length > LARGEST) {
            throw new ShadowException("an answer of " + document.length + " bytes; no shadow is as large");
        }
        try {
            if (MAPPER.readTree(document) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new ShadowException("an answer that is no JSON");
        }
        throw new ShadowException("an answer that is no JSON object");
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree can always be written", e);
        }
    }

    /** A text on one line, with at most so many characters, of which each may take four bytes. */
    static String cut(String text, int most) {
        String line = PrintableText.onOneLine(text);
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
