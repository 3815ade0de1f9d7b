package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.towersense.telemetry.time.Timestamps;
import io.towersense.telemetry.value.Identifier;
import io.towersense.telemetry.value.PrintableText;
import io.towersense.telemetry.value.StorableNumber;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A JSON object read field by field; whatever is not as it should be is an error that names the field by its path. */
final class TreeReader {
    private static final ObjectReader TREES = JsonMapper.builder(Json.FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    private final JsonNode object;
    private final String prefix;

    private TreeReader(JsonNode object, String path) {
        if (!object.isObject()) {
            throw new UndecodableException(path.isEmpty() ? "is not a JSON object" : path + ": is not an object");
        }
        this.object = object;
        this.prefix = path.isEmpty() ? "" : path + ".";
    }

    /** The object that the bytes are, and nothing else. */
    static TreeReader of(byte[] json) {
        try (JsonParser parser = Json.parser(json)) {
            TreeReader tree = next(parser, "");
            if (parser.nextToken() != null) {
                throw new UndecodableException("something follows the JSON object");
            }
            return tree;
        } catch (IOException e) {
            throw Json.undecodable(e);
        }
    }

    /** The object that comes next; leaves the parser at its end. */
    static TreeReader next(JsonParser parser, String path) throws IOException {
        try {
            JsonNode node = TREES.readValue(parser);
            return new TreeReader(node, path);
        } catch (NumberFormatException e) {
            throw new UndecodableException("a number has an exponent that is far out of range");
        }
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    void requireOnly(Set<String> known) {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new UndecodableException(prefix + PrintableText.excerpt(field) + ": there is no such field");
            }
        });
    }

    String text(String field) {
        JsonNode node = node(field);
        if (!node.isTextual()) {
            throw wrong(field, "is not a text");
        }
        return node.textValue();
    }

    Optional<String> optionalText(String field) {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    String identifier(String field) {
        String text = text(field);
        if (!Identifier.isIdentifier(text)) {
            throw wrong(field, "'" + PrintableText.excerpt(text) + "' is not " + Identifier.DESCRIPTION);
        }
        return text;
    }

    <T> T word(String field, Function<String, Optional<T>> meaning) {
        String text = text(field);
        return meaning.apply(text)
                .orElseThrow(() -> wrong(field, "'" + PrintableText.excerpt(text) + "' is none of the known words"));
    }

    long whole(String field) {
        JsonNode node = node(field);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong(field, "is not a whole number that a long holds");
        }
        return node.longValue();
    }

    long count(String field) {
        long count = whole(field);
        if (count < 0) {
            throw wrong(field, count + " is less than nothing");
        }
        return count;
    }

    BigDecimal number(String field) {
        JsonNode node = node(field);
        if (!node.isNumber() || node.isDouble() || node.isFloat()) { // a double is what NaN and Infinity become
            throw wrong(field, "is not a number");
        }
        StorableNumber.problemWith(node.decimalValue()).ifPresent(problem -> {
            throw wrong(field, problem);
        });
        return StorableNumber.compact(node.decimalValue());
    }

    Optional<BigDecimal> optionalNumber(String field) {
        return has(field) ? Optional.of(number(field)) : Optional.empty();
    }

    Instant instant(String field) {
        try {
            return Timestamps.parse(text(field));
        } catch (DateTimeException e) {
            throw wrong(field, "is not ISO 8601 with an offset");
        }
    }

    Optional<Instant> optionalInstant(String field) {
        return has(field) ? Optional.of(instant(field)) : Optional.empty();
    }

    boolean truth(String field) {
        if (has(field) && !node(field).isBoolean()) {
            throw wrong(field, "is not true or false");
        }
        return has(field) && node(field).booleanValue();
    }

    TreeReader object(String field) {
        return new TreeReader(node(field), prefix + field);
    }

    List<TreeReader> objects(String field) {
        JsonNode node = node(field);
        if (!node.isArray()) {
            throw wrong(field, "is not a list");
        }
        List<TreeReader> elements = new ArrayList<>();
        for (JsonNode element : node) {
            elements.add(new TreeReader(element, prefix + field + "[" + elements.size() + "]"));
        }
        return elements;
    }

    Map<String, TreeReader> objects() {
        Map<String, TreeReader> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), object(field.getKey())));
        return fields;
    }

    private JsonNode node(String field) {
        if (!has(field)) {
            throw wrong(field, "is missing");
        }
        return object.get(field);
    }

    UndecodableException wrong(String field, String problem) {
        return new UndecodableException(prefix + PrintableText.excerpt(field) + ": " + problem);
    }
}
