package io.towersense.cloud.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.cloud.alert.AlertSettings;
import io.towersense.cloud.consumer.ConsumerFunction;
import io.towersense.cloud.consumer.ConsumerSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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

        assertThatThrownBy(() -> ConsumerSettings.fromEnvironment(variables))
                .hasMessageContaining("ACCEPT_BARE: 'yes' is not true or false")
                .hasMessageContaining("RETENTION: '365' has no unit; write 365s")
                .hasMessageContaining("CALLS_IN_FLIGHT: '0' is not a whole number from 1 to 64");
    }

    @Test
    void everySettingIsTakenFromItsVariable() {
        Map<String, String> variables = new HashMap<>(NAMES);
        variables.put("ACCEPT_BARE", "true");
        variables.put("RETENTION", "30d");
        variables.put("LATE_AFTER", "90s");
        variables.put("TOUCH_EVERY", "1m");
        variables.put("CALLS_IN_FLIGHT", "3");
        variables.put("PATIENCE", "500ms");

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
                        3,
                        Duration.ofMillis(500)));
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
                        8,
                        Duration.ofSeconds(20)));
        assertThat(AlertSettings.of("state", "topic", "bucket"))
                .isEqualTo(new AlertSettings("state", "topic", "bucket", Duration.ofMinutes(5), Duration.ofSeconds(3)));
    }
}
