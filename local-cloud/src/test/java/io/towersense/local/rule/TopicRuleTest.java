package io.towersense.local.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final String SQL =
            "SELECT encode(*, 'base64') AS payload, topic(2) AS thing, timestamp() AS received_at FROM 'towers/+/telemetry'";
    private static final TopicRule TELEMETRY = TopicRule.of("telemetry", SQL, "${topic(2)}");

    private static JsonNode evaluate(TopicRule rule, String topic, byte[] payload) throws IOException {
        return new ObjectMapper()
                .readTree(rule.evaluate(topic, payload, NOW).orElseThrow().json());
    }

    @Test
    void whoSentItAndThePartitionKeyAreThePlainTopicsSecondLevel() throws Exception {
        RuleResult result = TELEMETRY
                .evaluate("towers/gateway-7/telemetry", new byte[0], NOW)
                .orElseThrow();
        assertThat(result.partitionKey()).isEqualTo("gateway-7");
        assertThat(EnvelopeCodec.decode(result.json()).orElseThrow().thing()).isEqualTo("gateway-7");
    }

    @Test
    void theyAreTheSameOnABasicIngestTopic() throws Exception {
        assertThat(evaluate(TELEMETRY, "$aws/rules/telemetry/towers/gateway-7/telemetry", new byte[0])
                        .get("thing")
                        .asText())
                .isEqualTo("gateway-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "towers/gateway-7/alarms",
                "towers/gateway-7/telemetry/more",
                "masts/gateway-7/telemetry",
                "$aws/rules/alarms/towers/gateway-7/telemetry",
                "towers/telemetry"
            })
    void otherTopicsAreNotTaken(String topic) {
        assertThat(TELEMETRY.evaluate(topic, new byte[0], NOW)).isEmpty();
    }

    @Test
    void theEnvelopeHasTheBytesAsTheyWereSentAndTheTimeInMilliseconds() throws Exception {
        JsonNode envelope =
                evaluate(TELEMETRY, "towers/gateway-7/telemetry", new byte[] {0, (byte) 0xff, 31, (byte) 0x8b});
        assertThat(envelope.fieldNames()).toIterable().containsExactly("payload", "thing", "received_at");
        assertThat(envelope.get("payload").asText()).isEqualTo("AP8fiw==");
        assertThat(envelope.get("thing").asText()).isEqualTo("gateway-7");
        assertThat(envelope.get("received_at").asLong()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void theSqlDecidesWhichLevelIsTheThingWhatColumnsAreCalledAndWhichTopicsAreTaken() throws Exception {
        TopicRule other =
                TopicRule.of("other", "select topic(1) as root, topic(4) as deep from 'a/#'", "k-${topic(3)}");
        assertThat(evaluate(other, "a/b/c/d", new byte[0]).toString()).isEqualTo("{\"root\":\"a\",\"deep\":\"d\"}");
        assertThat(other.evaluate("a/b/c", new byte[0], NOW).orElseThrow().partitionKey())
                .isEqualTo("k-c");
    }

    @Test
    void aLevelThatTheTopicHasNotIsLeftOut() throws Exception {
        TopicRule other = TopicRule.of("other", "SELECT topic(1) AS root, topic(4) AS deep FROM 'a/#'", "");
        assertThat(evaluate(other, "a/b", new byte[0]).toString()).isEqualTo("{\"root\":\"a\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SELECT newuuid() AS id FROM 'a/b' | not 'newuuid'",
                "SELECT * FROM 'a/b' | not '*'",
                "SELECT encode(*, 'hex') AS payload FROM 'a/b' | encode(*, 'hex')",
                "SELECT encode(payload, 'base64') AS payload FROM 'a/b' | '*' is expected where 'payload' stands",
                "SELECT topic() AS t FROM 'a/b' | topic())",
                "SELECT topic(0) AS t FROM 'a/b' | topic(0)",
                "SELECT topic(2) FROM 'a/b' | AS is expected where 'FROM' stands",
                "SELECT topic(2) AS t FROM 'a/b' WHERE topic(2) = 'x' | does not know what begins with 'WHERE'",
                "SELECT topic(2) AS t FROM 'a/#/b' | 'a/#/b' is no topic filter",
                "DELETE | SELECT is expected where 'DELETE' stands",
                "SELECT topic(2 | ')' is expected"
            })
    void whatTheLocalCloudCannotEvaluateIsNamed(String sql, String message) {
        assertThatThrownBy(() -> TopicRule.of("rule", sql, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aPartitionKeyThatTheLocalCloudCannotEvaluateIsNamed() {
        assertThatThrownBy(() -> TopicRule.of("rule", SQL, "${newuuid()}")).hasMessageContaining("not 'newuuid'");
    }

    @Test
    void aNameThatAwsRefusesIsRefused() {
        assertThatThrownBy(() -> TopicRule.of("a-b", SQL, "")).hasMessageContaining("'a-b'");
    }

    @Test
    void whatTheActionFailsToTakeGoesToTheErrorActionWithItsBytes() throws Exception {
        List<FailedMessage> failures = new ArrayList<>();
        List<String> attempts = new ArrayList<>();
        RuleAction action = new RuleAction("KinesisAction", "stream", (thing, envelope) -> {
            attempts.add(thing);
            throw new IOException("no such stream");
        });
        RunningRule rule = new RunningRule(TELEMETRY, action, failures::add, new ManualClock(NOW));
        rule.take("towers/gateway-7/telemetry", "bytes".getBytes(UTF_8));
        assertThat(attempts).hasSize(3);
        JsonNode document = failures.get(0).document();
        assertThat(document.get("ruleName").asText()).isEqualTo("telemetry");
        assertThat(document.get("topic").asText()).isEqualTo("towers/gateway-7/telemetry");
        assertThat(document.get("base64OriginalPayload").binaryValue()).isEqualTo("bytes".getBytes(UTF_8));
        assertThat(document.at("/failures/0/failedAction").asText()).isEqualTo("KinesisAction");
        assertThat(document.at("/failures/0/errorMessage").asText()).contains("no such stream");
        assertThat(rule.failed()).isEqualTo(1);
        assertThat(rule.acted()).isZero();
    }

    @Test
    void whatNeitherActionTakesIsLeftWithTheBroker() {
        RuleAction action = new RuleAction("KinesisAction", "stream", (thing, envelope) -> {
            throw new IOException("no such stream");
        });
        RunningRule rule = new RunningRule(
                TELEMETRY,
                action,
                message -> {
                    throw new IOException("no such bucket");
                },
                new ManualClock(NOW));
        assertThatThrownBy(() -> rule.take("towers/gateway-7/telemetry", new byte[1]))
                .hasMessage("no such bucket");
    }

    @Test
    void aBusyTargetIsWaitedForRatherThanGivenUp() {
        RuleAction action = new RuleAction("KinesisAction", "stream", (thing, envelope) -> {
            throw new RuleAction.BusyException("full", new IOException());
        });
        RunningRule rule = new RunningRule(
                TELEMETRY,
                action,
                message -> {
                    throw new AssertionError("given up");
                },
                new ManualClock(NOW));
        assertThatThrownBy(() -> rule.take("towers/gateway-7/telemetry", new byte[1]))
                .isInstanceOf(RuleAction.BusyException.class);
    }
}
