package io.towersense.local.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.telemetry.time.Timestamps;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A message that was published to a topic.
 *
 * @param messageId made by the topic
 * @param topicArn the topic
 * @param subject as mail would show it
 * @param message the text for protocols without one of their own
 * @param ownTexts texts for single protocols, such as {@code sms}, of a message with {@code MessageStructure=json}
 * @param attributes message attributes as text, by name
 * @param publishedAt when the topic took it
 */
public record Notification(
        String messageId,
        String topicArn,
        Optional<String> subject,
        String message,
        Map<String, String> ownTexts,
        Map<String, String> attributes,
        Instant publishedAt) {

    public Notification {
        ownTexts = Map.copyOf(ownTexts);
        attributes = Map.copyOf(attributes);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("published_at", Timestamps.format(publishedAt))
                .put("message_id", messageId)
                .put("topic", topicArn);
        subject.ifPresent(text -> json.put("subject", text));
        json.put("message", message);
        if (!ownTexts.isEmpty()) {
            ObjectNode texts = json.putObject("texts");
            new TreeMap<>(ownTexts).forEach(texts::put);
        }
        ObjectNode named = json.putObject("attributes");
        new TreeMap<>(attributes).forEach(named::put);
        return json;
    }
}
