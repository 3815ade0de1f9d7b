package io.towersense.local.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** An expression of a rule's SQL, as far as the local cloud can evaluate them. */
sealed interface RuleExpression {
    /** What it is for a message; missing where AWS calls it undefined. */
    JsonNode evaluate(RuleMessage message);

    /** {@code encode(*, 'base64')}: the message's bytes as they were sent. */
    record EncodedPayload() implements RuleExpression {
        @Override
        public JsonNode evaluate(RuleMessage message) {
            return JsonNodeFactory.instance.binaryNode(message.payload());
        }
    }

    /**
     * {@code topic(n)}: one level of the topic, without a Basic Ingest prefix.
     *
     * @param number from 1
     */
    record TopicLevel(int number) implements RuleExpression {
        @Override
        public JsonNode evaluate(RuleMessage message) {
            List<String> levels = TopicFilter.levels(message.topic());
            return number > levels.size()
                    ? JsonNodeFactory.instance.missingNode()
                    : JsonNodeFactory.instance.textNode(levels.get(number - 1));
        }
    }

    /** {@code timestamp()}: when the rule got the message, in milliseconds since 1970. */
    record ReceivedAt() implements RuleExpression {
        @Override
        public JsonNode evaluate(RuleMessage message) {
            return JsonNodeFactory.instance.numberNode(message.receivedAt().toEpochMilli());
        }
    }
}
