package io.towersense.telemetry.engine;

import static io.towersense.telemetry.engine.EngineFixture.above;
import static io.towersense.telemetry.engine.EngineFixture.level;
import static io.towersense.telemetry.engine.EngineFixture.reading;
import static io.towersense.telemetry.engine.EngineFixture.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.RuleSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmEngineTest {
    private final EngineFixture device = new EngineFixture(above(0, 0, level("45", "43", Severity.CRITICAL)));

    @Test
    void aRaiseTellsEverythingThatItsReaderNeeds() {
        Reading hot = Reading.builder("tower-1", EngineFixture.START)
                .value("temperature", new BigDecimal("47.30"))
                .siteId("site-7")
                .simulated(true)
                .build();
        AlarmEvent raised = device.judge(hot, Duration.ZERO).get(0);
        assertThat(raised.revision()).isEqualTo(1);
        assertThat(raised.change()).isEqualTo(AlarmChange.RAISED);
        assertThat(raised.state()).isEqualTo(AlarmState.RAISED);
        assertThat(raised.deviceId()).isEqualTo("tower-1");
        assertThat(raised.siteId()).contains("site-7");
        assertThat(raised.rule()).isEqualTo("temperature-high");
        assertThat(raised.metric()).contains("temperature");
        assertThat(raised.value()).contains(new BigDecimal("47.30"));
        assertThat(raised.threshold()).contains(new BigDecimal("45"));
        assertThat(raised.direction()).isEqualTo(Direction.ABOVE);
        assertThat(raised.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(raised.probableCause()).isEqualTo(ProbableCause.TEMPERATURE_UNACCEPTABLE);
        assertThat(raised.raisedAt()).isEqualTo(EngineFixture.START);
        assertThat(raised.changedAt()).isEqualTo(EngineFixture.START);
        assertThat(raised.clearedAt()).isEmpty();
        assertThat(raised.simulated()).isTrue();
        assertThat(raised.text()).isEqualTo("temperature 47.3 °C is above the limit of 45 °C");
        assertThat(raised.notificationId()).isEqualTo(raised.alarmId() + "#1");
    }

    @Test
    void aClearKeepsTheAlarmsIdAndSaysHowLongItLasted() {
        AlarmEvent raised = device.at(0, "47").get(0);
        AlarmEvent cleared = device.at(312, "42.9").get(0);
        assertThat(cleared.alarmId()).isEqualTo(raised.alarmId());
        assertThat(cleared.revision()).isEqualTo(2);
        assertThat(cleared.change()).isEqualTo(AlarmChange.CLEARED);
        assertThat(cleared.state()).isEqualTo(AlarmState.CLEARED);
        assertThat(cleared.raisedAt()).isEqualTo(raised.raisedAt());
        assertThat(cleared.changedAt()).isEqualTo(EngineFixture.START.plusSeconds(312));
        assertThat(cleared.clearedAt()).contains(cleared.changedAt());
        assertThat(cleared.value()).contains(new BigDecimal("42.9"));
        assertThat(cleared.text()).isEqualTo("temperature 42.9 °C is below 43 °C again, after 5 min 12 s");
        assertThat(device.rule().alarm()).isEmpty();
        assertThat(device.rule().isQuiet()).isTrue();
    }

    @Test
    void theNextAlarmHasAnotherIdAndTheRevisionGrowsOn() {
        device.at(0, "47");
        device.at(1, "40");
        AlarmEvent second = device.at(2, "47").get(0);
        assertThat(device.changes()).extracting(AlarmEvent::revision).containsExactly(1L, 2L, 3L);
        assertThat(second.alarmId()).isNotEqualTo(device.changes().get(0).alarmId());
    }

    @Test
    void exactlyAtTheThresholdIsNotAboveIt() {
        assertThat(device.at(0, "45")).isEmpty();
        assertThat(device.at(1, "45.000")).isEmpty();
        assertThat(device.last().breaches()).isEmpty();
        assertThat(device.at(2, "45.0000000000000000000000000000000001")).hasSize(1);
    }

    @Test
    void exactlyAtTheClearingLimitIsNotBelowIt() {
        device.at(0, "46");
        assertThat(device.at(1, "43")).isEmpty();
        assertThat(device.at(2, "43.00")).isEmpty();
        assertThat(device.at(3, "42.99999999999999999999999999999999")).hasSize(1);
    }

    @Test
    void withinTheDeadbandNothingChangesEitherWay() {
        assertThat(device.at(0, "44")).isEmpty();
        device.at(1, "46");
        assertThat(device.at(2, "44")).isEmpty();
        assertThat(device.last().breaches()).isEmpty();
        assertThat(device.rule().alarm()).isPresent();
    }

    @Test
    void belowIsTheMirrorImageOfAbove() {
        EngineFixture dry = new EngineFixture(new LevelRule(
                "humidity-low",
                Metric.HUMIDITY,
                Direction.BELOW,
                List.of(level("20", "22", Severity.MINOR)),
                Duration.ZERO,
                Duration.ZERO));
        List<String> values = List.of("20", "19.9", "21", "22", "22.1");
        for (int i = 0; i < values.size(); i++) {
            dry.judge(
                    Reading.of(
                            "d", EngineFixture.START.plusSeconds(i), Map.of("humidity", new BigDecimal(values.get(i)))),
                    seconds(i));
        }
        assertThat(dry.changes())
                .extracting(AlarmEvent::text)
                .containsExactly(
                        "humidity 19.9%RH is below the limit of 20%RH",
                        "humidity 22.1%RH is above 22%RH again, after 3 s");
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC", "SKIPPED", "IMPOSSIBLE", "FROZEN"})
    void unusableEvidenceNeitherRaisesNorClears(QualityFlag flag) {
        assertThat(device.at(0, "99", flag)).isEmpty();
        assertThat(device.last().breaches()).isEmpty();
        device.at(1, "47");
        assertThat(device.at(2, "20", flag)).isEmpty();
        assertThat(device.rule().alarm()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"SPIKE", "RATE", "GAP"})
    void questionableEvidenceHidesNoAlarm(QualityFlag flag) {
        assertThat(device.at(0, "47", flag)).hasSize(1);
        assertThat(device.last().breaches()).containsExactly("temperature-high");
        assertThat(device.at(1, "20", flag)).hasSize(1);
    }

    @Test
    void aMetricThatIsNotMentionedChangesNothing() {
        device.at(0, "47");
        assertThat(device.at(1, "")).isEmpty();
        assertThat(device.rule().evidence()).contains(new BigDecimal("47"));
        assertThat(device.last().breaches()).isEmpty();
    }

    @Test
    void judgingTheSameReadingAgainFromTheSameStateGivesTheSameEvents() {
        Evaluation once = device.engine().evaluate(DeviceState.INITIAL, reading(0, "47"), seconds(0));
        Evaluation again = device.engine().evaluate(DeviceState.INITIAL, reading(0, "47"), seconds(0));
        assertThat(again).isEqualTo(once);
        assertThat(again.changes().get(0).alarmId())
                .isEqualTo(once.changes().get(0).alarmId());
    }

    @Test
    void twoDevicesNeverShareAnAlarmId() {
        Reading other = Reading.of("other", EngineFixture.START, Map.of("temperature", new BigDecimal("47")));
        AlarmEvent mine = device.at(0, "47").get(0);
        AlarmEvent others = device.engine()
                .evaluate(DeviceState.INITIAL, other, Duration.ZERO)
                .changes()
                .get(0);
        assertThat(others.alarmId()).isNotEqualTo(mine.alarmId());
    }

    @Test
    void whatAnOperatorDidIsNotSignedToTheEnginesNextChange() {
        AlarmEvent raised = device.at(0, "47").get(0);
        AlarmEvent acknowledged = raised.toBuilder()
                .revision(2)
                .change(AlarmChange.ACKNOWLEDGED)
                .operator(Optional.of("ada"))
                .build();
        RuleState known = device.rule().changedBy(acknowledged);
        AlarmEvent cleared = device.engine()
                .evaluate(device.state().with("temperature-high", known), reading(5, "20"), seconds(5))
                .changes()
                .get(0);
        assertThat(cleared.operator()).isEmpty();
        assertThat(cleared.revision()).isEqualTo(3);
        assertThat(cleared.alarmId()).isEqualTo(raised.alarmId());
    }

    @ParameterizedTest
    @CsvSource({
        "45.0, 50, ''",
        "45.1, 50, temperature-high",
        "20,   90.1, humidity-high",
        "20,   19.9, humidity-low",
        "20,   20,   ''",
        "20,   90,   ''",
    })
    void theDefaultsJudgeAsTheDesignSays(String temperature, String humidity, String breach) {
        Reading reading = Reading.of(
                "d",
                EngineFixture.START,
                Map.of("temperature", new BigDecimal(temperature), "humidity", new BigDecimal(humidity)));
        Evaluation evaluation = new AlarmEngine(RuleSet.DEFAULTS).evaluate(DeviceState.INITIAL, reading, Duration.ZERO);
        assertThat(String.join(",", evaluation.breaches())).isEqualTo(breach);
        assertThat(evaluation.changes()).hasSameSizeAs(evaluation.breaches());
    }

    @Test
    void severalRulesAreBrokenAtOnceInTheirOrder() {
        Reading reading = Reading.of(
                "d",
                EngineFixture.START,
                Map.of("temperature", new BigDecimal("60"), "humidity", new BigDecimal("95")));
        Evaluation evaluation = new AlarmEngine(RuleSet.DEFAULTS).evaluate(DeviceState.INITIAL, reading, Duration.ZERO);
        assertThat(evaluation.breaches()).containsExactly("temperature-high", "humidity-high");
        assertThat(evaluation.changes())
                .extracting(AlarmEvent::rule)
                .containsExactly("temperature-high", "humidity-high");
    }
}
