package io.towersense.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class LocalSnsTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:alerts";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    @TempDir
    private Path folder;

    private NotificationLog log;
    private LocalSns sns;

    @BeforeEach
    void open() {
        log = new NotificationLog(folder, new ManualClock(NOW));
        sns = new LocalSns(log, Set.of(TOPIC));
    }

    @Test
    void aNotificationIsKeptToldAndWrittenAsALine() throws Exception {
        List<Notification> heard = new ArrayList<>();
        log.listen(heard::add);
        String id = publish(request -> request.subject("Critical: temperature")
                        .message("It is hot\nin Ålesund")
                        .messageAttributes(Map.of("severity", text("critical"))))
                .get(0)
                .messageId();
        assertThat(heard).containsExactlyElementsOf(log.all());
        List<String> lines = Files.readAllLines(log.file());
        assertThat(lines).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertThat(line.get("message_id").asText()).isEqualTo(id);
        assertThat(line.get("published_at").asText()).isEqualTo("2026-11-22T10:00:00.123Z");
        assertThat(line.get("message").asText()).isEqualTo("It is hot\nin Ålesund");
        assertThat(line.at("/attributes/severity").asText()).isEqualTo("critical");
    }

    @Test
    void aMessageMayHaveATextOfItsOwnForAProtocol() {
        List<Notification> notifications = publish(
                request -> request.messageStructure("json").message("{\"default\":\"long\",\"sms\":\"short\"}"));
        assertThat(notifications.get(0).message()).isEqualTo("long");
        assertThat(notifications.get(0).ownTexts()).containsExactly(Map.entry("sms", "short"));
    }

    @Test
    void aSubjectThatSnsRefusesIsRefused() {
        for (String subject : List.of("", " leading", "line\nbreak", "Ålesund", "x".repeat(101))) {
            assertThatThrownBy(() -> publish(request -> request.subject(subject).message("x")))
                    .as("'%s'", subject)
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("Subject");
        }
        assertThat(publish(request -> request.subject("x".repeat(100)).message("x")))
                .hasSize(1);
    }

    @Test
    void anUnknownTopicIsRefused() {
        assertThatThrownBy(() ->
                        sns.publish(request -> request.topicArn(TOPIC + "x").message("x")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void anEmptyOrTooLargeMessageIsRefused() {
        assertThatThrownBy(() -> publish(request -> request.message("")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Empty message");
        assertThatThrownBy(() -> publish(request -> request.message("é".repeat(131_073))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Message too long");
        assertThat(publish(request -> request.message("é".repeat(131_072)))).hasSize(1);
    }

    @Test
    void aMessagePerProtocolNeedsADefault() {
        assertThatThrownBy(() ->
                        publish(request -> request.messageStructure("json").message("{\"sms\":\"x\"}")))
                .hasMessageContaining("No default entry");
        assertThatThrownBy(() ->
                        publish(request -> request.messageStructure("json").message("{")))
                .hasMessageContaining("failed to parse");
    }

    @Test
    void attributesThatSnsRefusesAreRefused() {
        for (Map<String, MessageAttributeValue> wrong : List.of(
                Map.of("severity", text("")),
                Map.of("a..b", text("x")),
                Map.of("AWS.x", text("x")),
                Map.of(
                        "number",
                        MessageAttributeValue.builder()
                                .dataType("Number")
                                .stringValue("hot")
                                .build()),
                Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("Text")
                                .stringValue("x")
                                .build()))) {
            assertThatThrownBy(() -> publish(request -> request.message("x").messageAttributes(wrong)))
                    .isInstanceOf(InvalidParameterValueException.class);
        }
        assertThat(log.all()).isEmpty();
    }

    @Test
    void whatItDoesNotDoItRefuses() {
        assertThatThrownBy(() -> sns.listTopics()).isInstanceOf(UnsupportedOperationException.class);
    }

    private List<Notification> publish(Consumer<PublishRequest.Builder> message) {
        PublishRequest.Builder request = PublishRequest.builder().topicArn(TOPIC);
        message.accept(request);
        assertThat(sns.publish(request.build()).messageId()).isNotBlank();
        return log.all();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
