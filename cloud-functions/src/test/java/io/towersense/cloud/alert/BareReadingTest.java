package io.towersense.cloud.alert;

import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.cloud.testing.Bucket;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.Topic;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.time.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class BareReadingTest {
    private final Topic topic = new Topic();
    private final AlertFunction function = new AlertFunction(
            AlertSettings.of("state", "arn:topic", "quarantine"),
            new AlertClients(mock(DynamoDbClient.class), topic, new Bucket(), Optional.empty(), Optional.empty()),
            new ManualClock(START));

    @Test
    void aNormalReadingHasNoAnomaliesAndSendsNothing() {
        JsonNode answer = classify(Map.of("temperature", "25", "humidity", "50", "pressure", "1013"));

        assertThat(answer.get("anomalies")).isEmpty();
        assertThat(answer.get("notified").asInt()).isZero();
        assertThat(topic.published()).isEmpty();
    }

    @Test
    void aHighTemperatureIsAboveItsLimit() {
        assertAnomaly(classify(Map.of("temperature", "50.5")), "temperature", "50.5", "45.0", "above");
    }

    @Test
    void aHighHumidityIsAboveItsLimit() {
        assertAnomaly(classify(Map.of("humidity", "95")), "humidity", "95", "90", "above");
    }

    @Test
    void aLowHumidityIsBelowItsLimit() {
        assertAnomaly(classify(Map.of("humidity", "10.1")), "humidity", "10.1", "20", "below");
    }

    @Test
    void severalAnomaliesAreToldInOneNotification() {
        JsonNode answer = classify(Map.of("temperature", "50", "humidity", "95"));

        assertThat(answer.get("anomalies"))
                .extracting(anomaly -> anomaly.get("field").asText())
                .containsExactly("temperature", "humidity");
        assertThat(topic.published()).hasSize(1);
        assertThat(topic.text("default")).contains("50 °C is above 45 °C").contains("95%RH is above 90%RH");
    }

    @Test
    void aValueThatEqualsItsLimitIsRight() {
        assertThat(classify(Map.of("temperature", "45.0", "humidity", "90")).get("anomalies"))
                .isEmpty();
        assertThat(classify(Map.of("humidity", "20")).get("anomalies")).isEmpty();
    }

    @Test
    void anAnomalousReadingIsPublishedOnceWithWhatSubscribersFilterBy() {
        classify(Map.of("temperature", "50"));

        assertThat(topic.published()).singleElement().satisfies(request -> {
            assertThat(request.topicArn()).isEqualTo("arn:topic");
            assertThat(request.subject()).isEqualTo("[CRITICAL] Temperature above limit: tower-1");
            assertThat(request.messageStructure()).isEqualTo("json");
        });
        assertThat(topic.attributes("severity")).isEqualTo(List.of("critical"));
        assertThat(topic.attributes("metric")).isEqualTo(List.of("temperature"));
        assertThat(topic.attributes("device_id")).isEqualTo(List.of("tower-1"));
        assertThat(topic.text("sms")).isEqualTo("[CRITICAL] tower-1: 50 C is above 45 C");
    }

    @Test
    void whatIsNoReadingIsAnErrorThatNamesTheField() {
        assertThatThrownBy(() -> function.handle("{\"device_id\":\"tower-1\"}".getBytes(UTF_8)))
                .isInstanceOf(InvalidReadingException.class)
                .hasMessageContaining("timestamp");
        assertThatThrownBy(() -> function.handle("[]".getBytes(UTF_8))).isInstanceOf(UndecodableException.class);
    }

    private JsonNode classify(Map<String, String> values) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            function.handleRequest(new ByteArrayInputStream(Events.reading("tower-1", START, values)), answer, null);
            return new ObjectMapper().readTree(answer.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertAnomaly(JsonNode answer, String field, String value, String threshold, String direction) {
        assertThat(answer.get("anomalies")).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.get("field").asText()).isEqualTo(field);
            assertThat(anomaly.get("value").decimalValue()).isEqualByComparingTo(value);
            assertThat(anomaly.get("threshold").decimalValue()).isEqualByComparingTo(threshold);
            assertThat(anomaly.get("direction").asText()).isEqualTo(direction);
        });
        assertThat(answer.get("notified").asInt()).isEqualTo(1);
    }
}
