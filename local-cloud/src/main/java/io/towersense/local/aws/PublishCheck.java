package io.towersense.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;

/** What SNS refuses of a publish to a standard topic. */
final class PublishCheck {
    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_SUBJECT = 100;
    private static final Pattern SUBJECT = Pattern.compile("[!-~][ -~]*");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Set<String> TYPES = Set.of("String", "String.Array", "Number", "Binary");
    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishCheck() {}

    static void check(PublishRequest request) {
        if (request.messageGroupId() != null || request.messageDeduplicationId() != null) {
            throw refused(
                    "MessageGroupId",
                    "The request includes MessageGroupId parameter that is not valid for this topic type");
        }
        subject(request.subject());
        if (request.message() == null || request.message().isEmpty()) {
            throw refused("Message", "Empty message");
        }
        long size = bytes(request.message());
        for (Map.Entry<String, MessageAttributeValue> attribute :
                request.messageAttributes().entrySet()) {
            size += attribute(attribute.getKey(), attribute.getValue());
        }
        if (size > LARGEST) {
            throw refused("Message", "Message too long");
        }
    }

    /** The texts by protocol, {@code default} among them. */
    static Map<String, String> texts(PublishRequest request) {
        if (!"json".equals(request.messageStructure())) {
            return Map.of("default", request.message());
        }
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            JsonNode json = JSON.readTree(request.message());
            json.properties()
                    .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        } catch (JsonProcessingException wrong) {
            throw refused("Message Structure", "JSON message body failed to parse");
        }
        if (!texts.containsKey("default")) {
            throw refused("Message Structure", "No default entry in JSON message body");
        }
        return texts;
    }

    private static void subject(@Nullable String subject) {
        if (subject == null) {
            return;
        }
        if (subject.length() > LONGEST_SUBJECT || !SUBJECT.matcher(subject).matches()) {
            throw refused(
                    "Subject",
                    "Subject must be ASCII, start with a letter, a digit or punctuation, hold no line break or control"
                            + " character, and have at most 100 characters");
        }
    }

    private static long attribute(String name, MessageAttributeValue value) {
        boolean reserved = name.toLowerCase(Locale.ROOT).matches("(aws|amazon)\\..*");
        if (name.length() > 256 || reserved || !ATTRIBUTE_NAME.matcher(name).matches()) {
            throw wrongAttribute("the message attribute name '" + name + "' is invalid");
        }
        if (value.dataType() == null || !TYPES.contains(value.dataType())) {
            throw wrongAttribute("the message attribute '" + name + "' has no type that SNS knows");
        }
        boolean binary = value.dataType().equals("Binary");
        long size = binary
                ? value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length
                : value.stringValue() == null ? 0 : bytes(value.stringValue());
        if (size == 0) {
            throw wrongAttribute("the message attribute '" + name + "' must contain a non-empty value of its type");
        }
        if (value.dataType().equals("Number") && !value.stringValue().matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
            throw wrongAttribute("the message attribute '" + name + "' is not a number");
        }
        return size + bytes(name) + bytes(value.dataType());
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static SnsException wrongAttribute(String reason) {
        return (SnsException) InvalidParameterValueException.builder()
                .message(reason)
                .statusCode(400)
                .build();
    }

    private static SnsException refused(String parameter, String reason) {
        return (SnsException) InvalidParameterException.builder()
                .message("Invalid parameter: " + parameter + " Reason: " + reason)
                .statusCode(400)
                .build();
    }
}
