package io.towersense.cloud.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** An SNS topic that keeps what was published and refuses what SNS would refuse; it can be made to fail. */
public final class Topic implements SnsClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<PublishRequest> published = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Runnable before = () -> {};
    private volatile Runnable meanwhile = () -> {};

    @Override
    public PublishResponse publish(PublishRequest request) {
        before.run();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw SdkClientException.create("SNS is out of reach");
        }
        if (!request.subject().matches("[\\x21-\\x7e][\\x20-\\x7e]{0,99}")) {
            throw new AssertionError("SNS does not take the subject '" + request.subject() + "'");
        }
        published.add(request);
        meanwhile.run();
        return PublishResponse.builder().messageId("1").build();
    }

    /** What happens before each call, an error perhaps. */
    public void before(Runnable action) {
        before = action;
    }

    /** Lets the next calls fail. */
    public void failNext(int times) {
        failures.set(times);
    }

    /** What happens between SNS taking a message and its answer. */
    public void meanwhile(Runnable action) {
        meanwhile = action;
    }

    public List<PublishRequest> published() {
        return List.copyOf(published);
    }

    /** The attribute of each message, in the order in which they were published. */
    public List<String> attributes(String name) {
        return published.stream()
                .map(request -> request.messageAttributes()
                        .getOrDefault(
                                name,
                                MessageAttributeValue.builder().stringValue("").build()))
                .map(MessageAttributeValue::stringValue)
                .toList();
    }

    /** The only message's text for this way of sending. */
    public String text(String protocol) {
        if (published.size() != 1) {
            throw new AssertionError(published.size() + " messages: " + published);
        }
        try {
            JsonNode body = JSON.readTree(published.element().message());
            return body.get(protocol).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String serviceName() {
        return "sns";
    }

    @Override
    public void close() {}
}
