package io.towersense.agent.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A named shadow as AWS IoT keeps it: updates are merged key by key, null deletes, lists are replaced, desired and
 * reported together hold 8 KB, every update has the next version. Thread-safe.
 */
public final class FakeShadow {
    private static final int MOST_BYTES = 8 * 1024;

    private Optional<ObjectNode> state = Optional.empty();
    private long version;

    /** What an update brought about. */
    public record Update(Optional<ObjectNode> before, ObjectNode after) {}

    /** The document; empty before the first update. */
    public synchronized Optional<ObjectNode> document() {
        return state.map(this::document);
    }

    /** The state under {@code desired} or {@code reported}; missing where there is none. */
    public synchronized JsonNode state(String part) {
        return state.map(known -> known.path(part))
                .orElseGet(() -> ShadowJson.object().path(part));
    }

    /** How many updates there were. */
    public synchronized long version() {
        return version;
    }

    /** What is desired and not reported word for word; empty where nothing is. */
    public synchronized Optional<ObjectNode> delta() {
        ObjectNode delta = state.map(known -> difference(known.path("desired"), known.path("reported")))
                .orElseGet(ShadowJson::object);
        return delta.isEmpty() ? Optional.empty() : Optional.of(delta);
    }

    /** Somebody far away wants something else. */
    public Update desire(String json) {
        return update(ShadowJson.parse(("{\"state\":{\"desired\":" + json + "}}").getBytes(UTF_8)));
    }

    /**
     * Merges an update.
     *
     * @throws ShadowException code and message, if the update is refused
     */
    public synchronized Update update(ObjectNode request) {
        if (!(request.path("state") instanceof ObjectNode changes)) {
            throw new ShadowException("400 Missing required node: state");
        }
        ObjectNode next = state.map(ObjectNode::deepCopy).orElseGet(ShadowJson::object);
        merge(next, changes);
        if (ShadowJson.bytes(next.path("desired")).length + ShadowJson.bytes(next.path("reported")).length
                > MOST_BYTES) {
            throw new ShadowException("413 The payload exceeds the maximum size allowed");
        }
        Optional<ObjectNode> before = document();
        state = Optional.of(next);
        version++;
        return new Update(before, document(next));
    }

    private ObjectNode document(ObjectNode known) {
        ObjectNode document = ShadowJson.object();
        document.set("state", known.deepCopy());
        document.put("version", version);
        return document;
    }

    private static void merge(ObjectNode into, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            JsonNode value = change.getValue();
            if (value.isNull()) {
                into.remove(change.getKey());
            } else if (value instanceof ObjectNode section) {
                ObjectNode below = into.path(change.getKey()) instanceof ObjectNode known ? known : ShadowJson.object();
                merge(below, section);
                into.set(change.getKey(), below);
            } else {
                into.set(change.getKey(), value.deepCopy());
            }
        }
    }

    private static ObjectNode difference(JsonNode desired, JsonNode reported) {
        ObjectNode difference = ShadowJson.object();
        for (Map.Entry<String, JsonNode> wanted : desired.properties()) {
            JsonNode is = reported.path(wanted.getKey());
            if (wanted.getValue().isObject() && is.isObject()) {
                ObjectNode below = difference(wanted.getValue(), is);
                if (!below.isEmpty()) {
                    difference.set(wanted.getKey(), below);
                }
            } else if (!wanted.getValue().equals(is)) {
                difference.set(wanted.getKey(), wanted.getValue());
            }
        }
        return difference;
    }
}
