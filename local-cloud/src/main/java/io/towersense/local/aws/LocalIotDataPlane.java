package io.towersense.local.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.InternalFailureException;
import software.amazon.awssdk.services.iotdataplane.model.InvalidRequestException;
import software.amazon.awssdk.services.iotdataplane.model.PublishRequest;
import software.amazon.awssdk.services.iotdataplane.model.PublishResponse;
import software.amazon.awssdk.services.iotdataplane.model.RequestEntityTooLargeException;

/** Publishing in the place of AWS IoT's data plane: QoS 0 or 1, not retained, on topics of one's own. Thread-safe. */
public final class LocalIotDataPlane implements IotDataPlaneClient {
    private static final int LARGEST_PAYLOAD = 128 * 1024;
    private static final int LONGEST_TOPIC = 256;
    private static final int MOST_SLASHES = 7;

    private final Subscribers subscribers;

    /** Who gets what is published. */
    @FunctionalInterface
    public interface Subscribers {
        /**
         * Publishes a message to them.
         *
         * @throws IOException if they cannot be reached
         */
        void publish(String topic, byte[] payload) throws IOException;
    }

    public LocalIotDataPlane(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        if (Boolean.TRUE.equals(request.retain())) {
            throw new UnsupportedOperationException("retained messages");
        }
        check(request.topic());
        require(
                request.qos() == null || request.qos() == 0 || request.qos() == 1,
                "qos " + request.qos() + " is not 0 or 1");
        byte[] payload =
                request.payload() == null ? new byte[0] : request.payload().asByteArray();
        if (payload.length > LARGEST_PAYLOAD) {
            throw RequestEntityTooLargeException.builder()
                    .message("a payload of " + payload.length + " bytes: more than " + LARGEST_PAYLOAD)
                    .statusCode(413)
                    .build();
        }
        try {
            subscribers.publish(request.topic(), payload);
        } catch (IOException gone) {
            throw InternalFailureException.builder()
                    .message(gone.getMessage())
                    .statusCode(500)
                    .build();
        }
        return PublishResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // the subscribers are not its own
    }

    private static void check(@Nullable String topic) {
        if (topic == null || topic.isEmpty()) {
            throw invalid("the topic is missing");
        }
        require(!topic.startsWith("$"), "the topic '" + topic + "' is reserved");
        require(
                topic.indexOf('+') < 0 && topic.indexOf('#') < 0 && topic.indexOf('\0') < 0,
                "the topic '" + topic + "' has a wildcard in it");
        require(
                topic.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TOPIC,
                "the topic has more than " + LONGEST_TOPIC + " bytes");
        require(
                topic.chars().filter(letter -> letter == '/').count() <= MOST_SLASHES,
                "the topic '" + topic + "' has more than " + MOST_SLASHES + " slashes");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw invalid(message);
        }
    }

    private static InvalidRequestException invalid(String message) {
        return InvalidRequestException.builder()
                .message(message)
                .statusCode(400)
                .build();
    }
}
