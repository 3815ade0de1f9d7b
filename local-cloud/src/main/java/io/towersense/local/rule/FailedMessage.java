package io.towersense.local.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.UUID;

/** A message whose action failed, for the rule's {@code errorAction}. */
public final class FailedMessage {
    private final String rule;
    private final String topic;
    private final byte[] payload;
    private final RuleAction action;
    private final String error;

    FailedMessage(String rule, String topic, byte[] payload, RuleAction action, String error) {
        this.rule = rule;
        this.topic = topic;
        this.payload = payload;
        this.action = action;
        this.error = error;
    }

    /** The rule's name. */
    public String rule() {
        return rule;
    }

    /** The document that AWS hands to an {@code errorAction}: the bytes as they were sent, and what failed. */
    public ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("ruleName", rule)
                .put("topic", topic)
                .put("cloudwatchTraceId", UUID.randomUUID().toString())
                .put("base64OriginalPayload", Base64.getEncoder().encodeToString(payload));
        document.putArray("failures")
                .addObject()
                .put("failedAction", action.name())
                .put("failedResource", action.resource())
                .put("errorMessage", error);
        return document;
    }
}
