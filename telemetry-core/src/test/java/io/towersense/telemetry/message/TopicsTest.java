package io.towersense.telemetry.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    @Test
    void aGatewayHasThreeTopics() {
        Topics topics = new Topics(Topics.DEFAULT_ROOT, "gw-1");
        assertThat(topics.telemetry()).isEqualTo("towers/gw-1/telemetry");
        assertThat(topics.alarms()).isEqualTo("towers/gw-1/alarms");
        assertThat(topics.receipts()).isEqualTo("towers/gw-1/receipts");
    }

    @Test
    void basicIngestGoesStraightToARule() {
        assertThat(Topics.basicIngest("telemetry_rule", "towers/gw-1/telemetry"))
                .isEqualTo("$aws/rules/telemetry_rule/towers/gw-1/telemetry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "#", "+", "$aws", "a b"})
    void theRootIsOneLevel(String root) {
        assertThatThrownBy(() -> new Topics(root, "gw-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "+", "#", "gw.1", "gw 1", "gw\n"})
    void aThingHasANameThatAwsAllows(String thing) {
        assertThat(Topics.isThing(thing)).isFalse();
        assertThatThrownBy(() -> new Topics("towers", thing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thing name");
    }
}
