package io.towersense.cloud.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** The SNS topic, which gets one text for each way of sending. */
final class Publisher {
    private static final JsonFactory JSON = new JsonFactory();

    private final SnsClient sns;
    private final String topicArn;

    Publisher(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    /**
     * Publishes the message.
     *
     * @throws SdkException if SNS does not take it
     */
    void publish(Message message) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        message.attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build()));
        sns.publish(request -> request.topicArn(topicArn)
                .subject(message.subject())
                .messageStructure("json")
                .message(body(message))
                .messageAttributes(attributes));
    }

    private static String body(Message message) {
        StringWriter body = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("default", message.text());
            json.writeStringField("email", message.text());
            json.writeStringField("sms", message.shortText());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return body.toString();
    }
}
