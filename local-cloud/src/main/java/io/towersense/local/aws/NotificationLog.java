package io.towersense.local.aws;

import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * What topics were given: a line of {@code notifications.jsonl} for each notification, the newest in memory, and
 * listeners that are told. Thread-safe.
 */
public final class NotificationLog {
    private final JsonLines<Notification> lines;
    private final Clock clock;
    private final List<Consumer<Notification>> listeners = new CopyOnWriteArrayList<>();

    /** @param folder where {@code notifications.jsonl} grows */
    public NotificationLog(Path folder, Clock clock) {
        this.lines = new JsonLines<>(folder.resolve("notifications.jsonl"), Notification::json);
        this.clock = clock;
    }

    /** Tells a listener of each notification from now on, in the thread that publishes it. */
    public void listen(Consumer<Notification> listener) {
        listeners.add(listener);
    }

    /** What was published, oldest first. */
    public List<Notification> all() {
        return lines.all();
    }

    /** How many were published. */
    public long count() {
        return lines.count();
    }

    /** The file with a line of JSON for each notification. */
    public Path file() {
        return lines.file();
    }

    /**
     * Takes what a topic took.
     *
     * @throws IOException if the file cannot be written; nothing is kept then
     */
    void add(PublishRequest request, String messageId) throws IOException {
        Map<String, String> texts = new HashMap<>(PublishCheck.texts(request));
        String message = texts.remove("default");
        Map<String, String> attributes = new HashMap<>();
        request.messageAttributes().forEach((name, value) -> attributes.put(name, text(value)));
        Notification notification = new Notification(
                messageId,
                request.topicArn(),
                Optional.ofNullable(request.subject()),
                message == null ? "" : message,
                texts,
                attributes,
                clock.now());
        lines.add(notification);
        listeners.forEach(listener -> listener.accept(notification));
    }

    private static String text(MessageAttributeValue value) {
        return value.stringValue() != null
                ? value.stringValue()
                : Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe());
    }
}
