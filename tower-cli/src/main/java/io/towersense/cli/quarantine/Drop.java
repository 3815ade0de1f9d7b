package io.towersense.cli.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.telemetry.time.Timestamps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The word of an operator that an object is given up for good, which is all that stays of it.
 *
 * @param by who: the user and the machine
 * @param because why, as the operator said
 * @param of what it was, one line
 */
record Drop(String key, String by, Instant at, String because, String of) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String UNKNOWN = "unknown";

    static Drop of(HeldObject held, String by, Instant at, String because) {
        String what = held.reason().label() + ", " + held.count() + " of "
                + held.thing().orElse("nobody") + ": " + held.detail();
        return new Drop(held.key(), by, at, because, what);
    }

    /** For a person, in the middle of a sentence. */
    String describe() {
        return "dropped by " + by + " at " + Times.format(at) + " because " + because;
    }

    byte[] encode() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("key", key)
                .put("by", by)
                .put("at", Timestamps.format(at))
                .put("because", because)
                .put("of", of);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a note; one that cannot be read says that it was dropped all the same. */
    static Drop decode(byte[] note) {
        try {
            JsonNode json = JSON.readTree(note);
            return new Drop(
                    json.path("key").asText(),
                    json.path("by").asText(UNKNOWN),
                    Timestamps.parse(json.path("at").asText()),
                    json.path("because").asText(UNKNOWN),
                    json.path("of").asText());
        } catch (IOException | DateTimeException e) {
            return new Drop("", UNKNOWN, Instant.EPOCH, UNKNOWN, "");
        }
    }
}
