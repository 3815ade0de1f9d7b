package io.towersense.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.telemetry.time.Timestamps;
import java.time.Instant;

/**
 * An event on a bus.
 *
 * @param id made by the bus
 * @param bus its name
 * @param source whose event it is
 * @param detailType what kind of event
 * @param detail its JSON object, as it was put
 * @param time when the bus took it, or what whoever put it said
 */
public record BusEvent(String id, String bus, String source, String detailType, String detail, Instant time) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The event as a rule's target gets it. */
    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "0")
                .put("id", id)
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", "000000000000")
                .put("time", Timestamps.format(time))
                .put("region", "us-east-1");
        json.putArray("resources");
        try {
            json.set("detail", tree(detail));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("a bus takes no event with a detail that is no JSON", wrong);
        }
        return json;
    }

    /** The JSON with its numbers as they are written. */
    static JsonNode tree(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }
}
