package io.towersense.agent.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a shadow publishes on {@code update/documents} after each update: the document before and after it. */
public final class ShadowUpdate {
    private ShadowUpdate() {}

    /** Whether something else is desired than before; not where it was a report, such as the agent's own. */
    public static boolean changesDesired(byte[] payload) {
        ObjectNode update = ShadowJson.parse(payload);
        return !desired(update, "previous").equals(desired(update, "current"));
    }

    private static JsonNode desired(ObjectNode update, String which) {
        return update.path(which).path("state").path("desired");
    }
}
