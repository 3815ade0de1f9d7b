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

class TopicRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final TopicRule TELEMETRY = new TopicRule("telemetry", "towers", TopicRule.Kind.TELEMETRY);
    private static final TopicRule ALARMS = new TopicRule("alarms", "towers", TopicRule.Kind.ALARMS);

    @Test
    void theThingIsThePlainTopicsSecondLevel() {
        assertThat(TELEMETRY.thing("towers/gateway-7/telemetry")).contains("gateway-7");
        assertThat(ALARMS.thing("towers/gateway-7/alarms")).contains("gateway-7");
    }

    @Test
    void theThingIsTheSameOnABasicIngestTopic() {
        assertThat(TELEMETRY.thing("$aws/rules/telemetry/towers/gateway-7/telemetry"))
                .contains("gateway-7");
    }

    @Test
    void otherTopicsAreNotTaken() {
        assertThat(TELEMETRY.thing("towers/gateway-7/alarms")).isEmpty();
        assertThat(TELEMETRY.thing("towers/gateway-7/telemetry/more")).isEmpty();
        assertThat(TELEMETRY.thing("masts/gateway-7/telemetry")).isEmpty();
        assertThat(TELEMETRY.thing("$aws/rules/alarms/towers/gateway-7/telemetry"))
                .isEmpty();
        assertThat(TELEMETRY.thing("towers/telemetry")).isEmpty();
    }

    @Test
    void theEnvelopeHasTheBytesAsTheyWereSentAndTheTimeInMilliseconds() throws Exception {
        byte[] payload = {0, (byte) 0xff, 31, (byte) 0x8b};
        byte[] json = EnvelopeCodec.encode(
                TELEMETRY.evaluate("towers/gateway-7/telemetry", payload, NOW).orElseThrow());
        JsonNode envelope = new ObjectMapper().readTree(json);
        assertThat(envelope.fieldNames()).toIterable().containsExactly("payload", "thing", "received_at");
        assertThat(envelope.get("payload").asText()).isEqualTo("AP8fiw==");
        assertThat(envelope.get("thing").asText()).isEqualTo("gateway-7");
        assertThat(envelope.get("received_at").asLong()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void namesAndRootsThatAwsRefusesAreRefused() {
        assertThatThrownBy(() -> new TopicRule("a-b", "towers", TopicRule.Kind.ALARMS))
                .hasMessageContaining("'a-b'");
        assertThatThrownBy(() -> new TopicRule("a", "towers/all", TopicRule.Kind.ALARMS))
                .hasMessageContaining("'towers/all'");
        assertThatThrownBy(() -> new TopicRule("a", "+", TopicRule.Kind.ALARMS)).hasMessageContaining("'+'");
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
