package io.towersense.telemetry.codec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.towersense.telemetry.time.Timestamps;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A JSON object read field by field; whatever is not as it should be is an error that names the field. */
final class TreeReader {
    private static final ObjectReader TREES = JsonMapper.builder(Json.FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    private final JsonNode object;

    TreeReader(JsonNode object) {
        if (!object.isObject()) {
            throw new UndecodableException("is not a JSON object");
        }
        this.object = object;
    }

    static TreeReader of(byte[] json) {
        try {
            JsonNode tree = TREES.readValue(json);
            return new TreeReader(tree);
        } catch (IOException e) {
            throw Json.undecodable(e);
        }
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    JsonNode node(String field) {
        if (!has(field)) {
            throw new UndecodableException(field + ": is missing");
        }
        return object.get(field);
    }

    String text(String field) {
        JsonNode node = node(field);
        if (!node.isTextual()) {
            throw new UndecodableException(field + ": is not a text");
        }
        return node.textValue();
    }

    Optional<String> optionalText(String field) {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    <T> T word(String field, Function<String, Optional<T>> meaning) {
        String text = text(field);
        return meaning.apply(text)
                .orElseThrow(() -> new UndecodableException(field + ": '" + text + "' is none of the known words"));
    }

    long whole(String field) {
        JsonNode node = node(field);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new UndecodableException(field + ": is not a whole number");
        }
        return node.longValue();
    }

    Optional<BigDecimal> optionalNumber(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        JsonNode node = node(field);
        if (!node.isNumber()) {
            throw new UndecodableException(field + ": is not a number");
        }
        try {
            return Optional.of(node.decimalValue());
        } catch (NumberFormatException e) {
            throw new UndecodableException(field + ": is not a finite number");
        }
    }

    Instant instant(String field) {
        try {
            return Timestamps.parse(text(field));
        } catch (DateTimeException e) {
            throw new UndecodableException(field + ": is not ISO 8601 with an offset");
        }
    }

    Optional<Instant> optionalInstant(String field) {
        return has(field) ? Optional.of(instant(field)) : Optional.empty();
    }

    boolean truth(String field) {
        if (has(field) && !node(field).isBoolean()) {
            throw new UndecodableException(field + ": is not true or false");
        }
        return has(field) && node(field).booleanValue();
    }

    TreeReader object(String field) {
        JsonNode node = node(field);
        if (!node.isObject()) {
            throw new UndecodableException(field + ": is not an object");
        }
        return new TreeReader(node);
    }

    Iterable<java.util.Map.Entry<String, JsonNode>> fields() {
        return object.properties();
    }
}
