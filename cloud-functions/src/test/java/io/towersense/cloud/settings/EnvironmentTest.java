package io.towersense.cloud.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.cloud.alert.AlertSettings;
import io.towersense.cloud.consumer.ConsumerFunction;
import io.towersense.cloud.consumer.ConsumerSettings;
import io.towersense.cloud.receipt.ReceiptSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static final Map<String, String> NAMES = Map.of(
            "READINGS_TABLE", "readings", "STATE_TABLE", "state", "QUARANTINE_BUCKET", "bucket", "ALERT_FUNCTION", "f");

    @Test
    void allThatIsMissingIsNamedTogether() {
        assertThatThrownBy(ConsumerFunction::new)
                .isInstanceOf(InvalidEnvironmentException.class)
                .hasMessage("the function's environment: READINGS_TABLE is missing; STATE_TABLE is missing; "
                        + "QUARANTINE_BUCKET is missing; ALERT_FUNCTION is missing");
        assertThatThrownBy(() -> AlertSettings.fromEnvironment(Map.of("STATE_TABLE", "state")))
                .hasMessageContaining("ALERT_TOPIC_ARN is missing; QUARANTINE_BUCKET is missing");
    }

    @Test
    void whatIsWrongSaysWhatItIsAndWhatItMayBe() {
        Map<String, String> variables = new HashMap<>(NAMES);
        variables.put("ACCEPT_BARE", "yes");
        variables.put("RETENTION", "365");
        variables.put("CALLS_IN_FLIGHT", "0");
        variables.put("IOT_DATA_ENDPOINT", "http://abc.iot.eu-central-1.amazonaws.com");
        variables.put("TOPIC_ROOT", "towers/north");

        assertThatThrownBy(() -> ConsumerSettings.fromEnvironment(variables))
                .hasMessageContaining("ACCEPT_BARE: 'yes' is not true or false")
                .hasMessageContaining("RETENTION: '365' has no unit; write 365s")
                .hasMessageContaining("CALLS_IN_FLIGHT: '0' is not a whole number from 1 to 64")
                .hasMessageContaining("IOT_DATA_ENDPOINT: 'http://abc.iot.eu-central-1.amazonaws.com' is no endpoint; "
                        + "write its host, such as")
                .hasMessageContaining("TOPIC_ROOT: 'towers/north' is no topic root; write 1 to 64 letters");
    }

    @Test
    void everySettingIsTakenFromItsVariable() {
        Map<String, String> variables = new HashMap<>(NAMES);
        variables.put("ACCEPT_BARE", "true");
        variables.put("RETENTION", "30d");
        variables.put("LATE_AFTER", "90s");
        variables.put("TOUCH_EVERY", "1m");
        variables.put("GATEWAY_TOUCH_EVERY", "2m");
        variables.put("CALLS_IN_FLIGHT", "3");
        variables.put("PATIENCE", "500ms");
        variables.put("ANOMALIES_BY_DEVICE", "false");
        variables.put("IOT_DATA_ENDPOINT", "abc-ats.iot.eu-central-1.amazonaws.com");
        variables.put("TOPIC_ROOT", "sites");

        assertThat(ConsumerSettings.fromEnvironment(variables))
                .isEqualTo(new ConsumerSettings(
                        "readings",
                        "state",
                        "bucket",
                        "f",
                        true,
                        Duration.ofDays(30),
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        3,
                        Duration.ofMillis(500),
                        false,
                        new ReceiptSettings(
                                Optional.of(URI.create("https://abc-ats.iot.eu-central-1.amazonaws.com")), "sites")));
    }

    @Test
    void anEndpointMayBeWrittenWithItsScheme() {
        Map<String, String> variables = Map.of("E", " https://abc-ats.iot.eu-central-1.amazonaws.com/ ");

        assertThat(new Environment(variables).endpoint("E"))
                .contains(URI.create("https://abc-ats.iot.eu-central-1.amazonaws.com"));
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        assertThat(ConsumerSettings.fromEnvironment(NAMES))
                .isEqualTo(new ConsumerSettings(
                        "readings",
                        "state",
                        "bucket",
                        "f",
                        false,
                        Duration.ofDays(365),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        8,
                        Duration.ofSeconds(20),
                        true,
                        new ReceiptSettings(Optional.empty(), "towers")));
        assertThat(AlertSettings.of("state", "topic", "bucket"))
                .isEqualTo(new AlertSettings(
                        "state",
                        "topic",
                        "bucket",
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(3),
                        new ReceiptSettings(Optional.empty(), "towers"),
                        Optional.empty()));
    }

    @Test
    void anEventBusIsItsNameOrItsArn() {
        String arn = "arn:aws:events:eu-central-1:123456789012:event-bus/towersense";
        Environment environment =
                new Environment(Map.of("NAME", " towersense ", "ARN", arn, "TOPIC", "arn:aws:sns:eu-central-1:1:x"));

        assertThat(environment.eventBus("NAME")).contains("towersense");
        assertThat(environment.eventBus("ARN")).contains(arn);
        assertThat(environment.eventBus("ABSENT")).isEmpty();
        environment.check();
        environment.eventBus("TOPIC");
        assertThatThrownBy(environment::check)
                .hasMessageContaining("TOPIC: 'arn:aws:sns:eu-central-1:1:x' is no event bus; write its name or ARN");
    }
}
