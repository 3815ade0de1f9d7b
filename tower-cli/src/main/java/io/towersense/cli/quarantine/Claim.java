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
import java.util.Optional;

/**
 * The word of an operator that an object is being put back, written before anything is, so that nobody else does.
 *
 * @param id of this very attempt
 * @param by who: the user and the machine
 * @param at since when
 * @param to where it goes, such as {@code stream readings}
 * @param doneAt when all of it was taken there; empty: it is under way, or it was never said what became of it
 */
record Claim(String id, String key, String by, Instant at, String to, Optional<Instant> doneAt) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String UNKNOWN = "unknown";

    Claim done(Instant now) {
        return new Claim(id, key, by, at, to, Optional.of(now));
    }

    boolean isDone() {
        return doneAt.isPresent();
    }

    /** For a person, in the middle of a sentence. */
    String describe() {
        return isDone()
                ? "put back into " + to + " by " + by + " at " + Times.format(doneAt.get())
                : "claimed by " + by + " at " + Times.format(at) + "; whether it arrived at " + to + " is unknown";
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("key", key)
                .put("by", by)
                .put("at", Timestamps.format(at))
                .put("to", to)
                .put("state", isDone() ? "resubmitted" : "claimed");
        doneAt.ifPresent(done -> json.put("done_at", Timestamps.format(done)));
        return json;
    }

    byte[] encode() {
        return json().toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a claim; one that cannot be read is a claim all the same. */
    static Claim decode(String key, byte[] note) {
        try {
            JsonNode json = JSON.readTree(note);
            Optional<Instant> doneAt =
                    Optional.ofNullable(json.path("done_at").textValue()).map(Timestamps::parse);
            return new Claim(
                    json.path("id").asText(),
                    key,
                    json.path("by").asText(UNKNOWN),
                    Timestamps.parse(json.path("at").asText()),
                    json.path("to").asText(UNKNOWN),
                    doneAt);
        } catch (IOException | DateTimeException e) {
            return new Claim("", key, UNKNOWN, Instant.EPOCH, UNKNOWN, Optional.empty());
        }
    }
}
