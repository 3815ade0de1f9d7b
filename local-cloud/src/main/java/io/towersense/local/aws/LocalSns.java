package io.towersense.local.aws;

import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/**
 * Standard topics in the place of SNS. What is published is a line of {@code notifications.jsonl}, is kept in memory (the
 * newest {@value #KEPT}), and is told to listeners. Thread-safe.
 */
public final class LocalSns implements SnsClient {
    private static final int KEPT = 10_000;

    private final Set<String> topicArns;
    private final Path file;
    private final Clock clock;
    private final Deque<Notification> notifications = new ArrayDeque<>();
    private final List<Consumer<Notification>> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param folder where {@code notifications.jsonl} grows
     * @param topicArns the topics that there are
     */
    public LocalSns(Path folder, Set<String> topicArns, Clock clock) {
        this.file = folder.resolve("notifications.jsonl");
        this.topicArns = Set.copyOf(topicArns);
        this.clock = clock;
    }

    /** Tells a listener of each notification from now on, in the thread that publishes it. */
    public void listen(Consumer<Notification> listener) {
        listeners.add(listener);
    }

    /** What was published, oldest first. */
    public synchronized List<Notification> notifications() {
        return List.copyOf(notifications);
    }

    /** The file with a line of JSON for each notification. */
    public Path file() {
        return file;
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        String topic = request.topicArn() != null ? request.topicArn() : request.targetArn();
        if (topic == null || !topicArns.contains(topic)) {
            throw NotFoundException.builder()
                    .message("Topic does not exist: " + topic)
                    .statusCode(404)
                    .build();
        }
        PublishCheck.check(request);
        Notification notification = notification(topic, request);
        keep(notification);
        listeners.forEach(listener -> listener.accept(notification));
        return PublishResponse.builder().messageId(notification.messageId()).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open between two messages
    }

    private Notification notification(String topic, PublishRequest request) {
        Map<String, String> texts = new HashMap<>(PublishCheck.texts(request));
        String message = texts.remove("default");
        Map<String, String> attributes = new HashMap<>();
        request.messageAttributes().forEach((name, value) -> attributes.put(name, text(value)));
        return new Notification(
                UUID.randomUUID().toString(),
                topic,
                Optional.ofNullable(request.subject()),
                message == null ? "" : message,
                texts,
                attributes,
                clock.now());
    }

    private static String text(MessageAttributeValue value) {
        return value.stringValue() != null
                ? value.stringValue()
                : Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe());
    }

    private synchronized void keep(Notification notification) {
        byte[] line = (notification.json() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw InternalErrorException.builder()
                    .message(file + " cannot be written: " + full.getMessage())
                    .statusCode(500)
                    .build();
        }
        if (notifications.size() == KEPT) {
            notifications.removeFirst();
        }
        notifications.addLast(notification);
    }
}
