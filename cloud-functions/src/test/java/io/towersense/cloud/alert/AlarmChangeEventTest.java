package io.towersense.cloud.alert;

import static io.towersense.cloud.testing.Alarms.cleared;
import static io.towersense.cloud.testing.Alarms.event;
import static io.towersense.cloud.testing.Alarms.raised;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.cloud.handover.AlarmHandover;
import io.towersense.cloud.testing.AlarmChangeSchema;
import io.towersense.cloud.testing.Alarms;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an event on the bus says. */
class AlarmChangeEventTest {
    private static final Instant LATER = START.plusSeconds(60);

    private final TestCloud cloud = new TestCloud();
    private final AlertFunction handler = cloud.alertHandler();

    @Test
    void anEventHasItsSourceItsTypeAndTheBusForWhichItIs() {
        give(raised("a", 1, START));

        assertThat(cloud.bus.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.eventBusName()).isEqualTo("towersense");
            assertThat(entry.source()).isEqualTo("io.towersense");
            assertThat(entry.detailType()).isEqualTo("Alarm Change");
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeIsAnEventThatTheSchemaAllows(AlarmChange change) {
        give(event("a", 1, change, START, LATER).toBuilder()
                .operator(Optional.of("ada"))
                .build());

        assertThat(AlarmChangeSchema.problemsOf(cloud.bus.detail())).isEmpty();
        assertThat(cloud.bus.detail().path("change").asText()).isEqualTo(change.label());
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseHasANameInBothStandards(ProbableCause cause) {
        give(raised("a", 1, START).toBuilder().probableCause(cause).build());

        assertThat(AlarmChangeSchema.problemsOf(cloud.bus.detail())).isEmpty();
        assertThat(cloud.bus.detail().at("/probable_cause/number").asInt()).isEqualTo(cause.number());
        assertThat(cloud.bus.detail().at("/x733/probableCause").asText()).isEqualTo(cause.label());
    }

    @Test
    void aRaisedAlarmIsSaidInTheWordsOfBothStandards() {
        give(raised("a", 1, START));

        JsonNode detail = cloud.bus.detail();
        assertThat(detail.path("schema_version").asText()).isEqualTo("1.0");
        assertThat(detail.path("notification_id").asText()).isEqualTo("a#1");
        assertThat(detail.path("thing").asText()).isEqualTo("gateway-1");
        assertThat(detail.at("/probable_cause/name").asText()).isEqualTo("temperatureUnacceptable");
        assertThat(detail.path("rfc8632")).hasToString("""
                {"resource":"tower-1","alarm-type-id":"towersense:temperature-unacceptable",\
                "alarm-type-qualifier":"temperature-high","time-created":"2026-11-22T10:00:00Z","is-cleared":false,\
                "last-raised":"2026-11-22T10:00:00Z","last-changed":"2026-11-22T10:00:00Z",\
                "perceived-severity":"critical","alarm-text":"temperature 47.3 °C is above the limit of 45 °C",\
                "status-change":[{"time":"2026-11-22T10:00:00Z","perceived-severity":"critical",\
                "alarm-text":"temperature 47.3 °C is above the limit of 45 °C"}]}""");
        assertThat(detail.path("x733")).hasToString("""
                {"managedObjectInstance":"tower-1","eventType":"environmentalAlarm",\
                "eventTime":"2026-11-22T10:00:00Z","probableCause":"temperatureUnacceptable",\
                "specificProblems":["temperature-high"],"perceivedSeverity":"critical",\
                "thresholdInfo":{"triggeredThreshold":"temperature","observedValue":47.3,\
                "thresholdLevel":{"up":{"high":45.0}}},\
                "additionalText":"temperature 47.3 °C is above the limit of 45 °C"}""");
    }

    @Test
    void aClearKeepsTheLastSeverityAndSaysClearedWhereTheStandardsDo() {
        give(cleared("a", 2, START, LATER));

        JsonNode detail = cloud.bus.detail();
        assertThat(detail.path("cleared_at").asText()).isEqualTo("2026-11-22T10:01:00Z");
        assertThat(detail.path("severity").asText()).isEqualTo("critical");
        assertThat(detail.at("/rfc8632/is-cleared").asBoolean()).isTrue();
        assertThat(detail.at("/rfc8632/perceived-severity").asText()).isEqualTo("critical");
        assertThat(detail.at("/rfc8632/last-raised").asText()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(detail.at("/rfc8632/status-change/0/perceived-severity").asText())
                .isEqualTo("cleared");
        assertThat(detail.at("/x733/perceivedSeverity").asText()).isEqualTo("cleared");
    }

    @ParameterizedTest
    @CsvSource({"ACKNOWLEDGED,ack", "SHELVED,shelved", "UNSHELVED,un-shelved"})
    void whatAnOperatorDidIsAnOperatorsStateAndNoStatus(AlarmChange change, String state) {
        give(event("a", 2, change, START, LATER).toBuilder()
                .operator(Optional.of("ada"))
                .shelvedUntil(Optional.of(LATER.plusSeconds(3600)))
                .build());

        JsonNode detail = cloud.bus.detail();
        assertThat(detail.at("/rfc8632/operator-state-change/0/state").asText()).isEqualTo(state);
        assertThat(detail.at("/rfc8632/operator-state-change/0/operator").asText())
                .isEqualTo("ada");
        assertThat(detail.at("/rfc8632/status-change").isMissingNode()).isTrue();
        assertThat(detail.at("/x733/perceivedSeverity").asText()).isEqualTo("critical");
        assertThat(detail.path("shelved_until").asText()).isEqualTo("2026-11-22T11:01:00Z");
        assertThat(AlarmChangeSchema.problemsOf(detail)).isEmpty();
    }

    @Test
    void anAlarmBelowItsLimitAndOneWithoutALimitSaySo() {
        give(raised("a", 1, START).toBuilder().direction(Direction.BELOW).build());
        give(raised("b", 2, START).toBuilder()
                .metric(Optional.empty())
                .value(Optional.empty())
                .threshold(Optional.empty())
                .direction(Direction.SILENT)
                .severity(Severity.MAJOR)
                .probableCause(ProbableCause.INFORMATION_MISSING)
                .build());

        JsonNode below = cloud.bus.details().get(0);
        JsonNode silent = cloud.bus.details().get(1);
        assertThat(below.at("/x733/thresholdInfo/thresholdLevel")).hasToString("{\"down\":{\"low\":45.0}}");
        assertThat(silent.at("/x733/thresholdInfo").isMissingNode()).isTrue();
        assertThat(silent.at("/x733/eventType").asText()).isEqualTo("communicationsAlarm");
        assertThat(cloud.bus.details())
                .allSatisfy(detail ->
                        assertThat(AlarmChangeSchema.problemsOf(detail)).isEmpty());
    }

    @Test
    void anAlarmOfTheCloudItselfHasNoThing() {
        AlarmHandover.encode(List.of(raised("a", 1, START))).forEach(handler::handle);

        assertThat(cloud.bus.detail().has("thing")).isFalse();
        assertThat(AlarmChangeSchema.problemsOf(cloud.bus.detail())).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatAnEventMustNotBe() {
        give(cleared("a", 2, START, LATER));
        ObjectNode detail = (ObjectNode) cloud.bus.detail();

        assertThat(AlarmChangeSchema.problemsOf(detail.deepCopy().without("cleared_at")))
                .isNotEmpty();
        assertThat(AlarmChangeSchema.problemsOf(detail.deepCopy().put("state", "raised")))
                .isNotEmpty();
        assertThat(AlarmChangeSchema.problemsOf(detail.deepCopy().put("raised_at", "yesterday, Z")))
                .isNotEmpty();
        assertThat(AlarmChangeSchema.problemsOf(detail.deepCopy().put("undocumented", 1)))
                .isNotEmpty();
        assertThat(AlarmChangeSchema.problemsOf(detail)).isEmpty();
    }

    @Test
    void aSimulatedAlarmSaysSo() {
        give(raised("a", 1, START).toBuilder().simulated(true).build());

        assertThat(cloud.bus.detail().path("simulated").asBoolean()).isTrue();
        assertThat(AlarmChangeSchema.problemsOf(cloud.bus.detail())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "47.30,47.30",
        "-0.000000000000000000000000000000000000001,-1E-39",
        "12345678901234567890123456789012345678,12345678901234567890123456789012345678.0",
        "9223372036854775807,9223372036854775807",
        "9223372036854775808,9223372036854775808.0",
        "9.9E+125,9.9E+125"
    })
    void aNumberIsExactAndOneThatEventBridgeTakes(BigDecimal value, String written) {
        give(raised("a", 1, START).toBuilder().value(Optional.of(value)).build());

        assertThat(cloud.bus.entries().get(0).detail()).contains("\"value\":" + written + ",");
        assertThat(new BigDecimal(written)).isEqualByComparingTo(value);
    }

    @Test
    void hostileTextsAreBoundedAndNoEventIsNearlyAsLargeAsEventBridgeAllows() {
        String longest = "d".repeat(128);
        give(raised("\ud83d\ude00".repeat(64), 1, START).toBuilder()
                .deviceId(longest)
                .siteId(Optional.of(longest))
                .rule(longest)
                .metric(Optional.of(longest))
                .operator(Optional.of("\u2028\"\\".repeat(1_000)))
                .text("\"}],\r\n\u202e\ud83d\ude00" + "\u20ac\"".repeat(10_000))
                .build());

        assertThat(AlarmChangeSchema.problemsOf(cloud.bus.detail())).isEmpty();
        assertThat(cloud.bus.detail().path("text").asText()).hasSize(500).doesNotContain("\n", "\u202e");
        assertThat(cloud.bus.entries().get(0).detail().getBytes(UTF_8)).hasSizeLessThan(16 * 1024);
    }

    private void give(AlarmEvent event) {
        handler.handle(Alarms.from("gateway-1", START, event));
    }
}
