package io.towersense.telemetry.engine;

import static io.towersense.telemetry.engine.EngineFixture.above;
import static io.towersense.telemetry.engine.EngineFixture.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Severity;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class AlarmLevelsTest {
    private final EngineFixture device = new EngineFixture(above(
            0,
            0,
            level("45", "43", Severity.MINOR),
            level("50", "48", Severity.MAJOR),
            level("60", "58", Severity.CRITICAL)));

    @Test
    void severityFollowsTheOutermostLevelUpAndDown() {
        for (String temperature : new String[] {"46", "51", "49", "61", "44", "42"}) {
            device.at(device.changes().size(), temperature);
        }
        assertThat(device.changes())
                .extracting(AlarmEvent::change)
                .containsExactly(
                        AlarmChange.RAISED,
                        AlarmChange.SEVERITY_CHANGED,
                        AlarmChange.SEVERITY_CHANGED,
                        AlarmChange.SEVERITY_CHANGED,
                        AlarmChange.CLEARED);
        assertThat(device.changes())
                .extracting(AlarmEvent::severity)
                .containsExactly(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL, Severity.MINOR, Severity.MINOR);
        assertThat(device.changes()).extracting(AlarmEvent::revision).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(device.changes())
                .extracting(AlarmEvent::alarmId)
                .containsOnly(device.changes().get(0).alarmId());
    }

    @Test
    void aJumpOverSeveralLevelsIsOneRaise() {
        AlarmEvent raised = device.at(0, "99").get(0);
        assertThat(device.changes()).hasSize(1);
        assertThat(raised.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(raised.threshold()).contains(new BigDecimal("60"));
        assertThat(device.last().breaches()).containsExactly("temperature-high");
    }

    @Test
    void aFallThroughAllLevelsIsOneClear() {
        device.at(0, "99");
        assertThat(device.at(1, "20")).extracting(AlarmEvent::change).containsExactly(AlarmChange.CLEARED);
    }

    @Test
    void aSeverityChangeSaysWhatItWasBefore() {
        device.at(0, "46");
        AlarmEvent worse = device.at(1, "51").get(0);
        assertThat(worse.text()).isEqualTo("temperature 51 °C is above the limit of 50 °C: major, was minor");
        assertThat(worse.threshold()).contains(new BigDecimal("50"));
        AlarmEvent better = device.at(2, "46.5").get(0);
        assertThat(better.text()).isEqualTo("temperature 46.5 °C is above the limit of 45 °C: minor, was major");
        assertThat(better.threshold()).contains(new BigDecimal("45"));
    }

    @Test
    void aSeverityThatFellWhileTheValueIsInTheDeadbandClaimsNoBreach() {
        device.at(0, "51");
        AlarmEvent better = device.at(1, "44").get(0);
        assertThat(better.text()).isEqualTo("temperature 44 °C is not yet below 43 °C again: minor, was major");
        assertThat(device.last().breaches()).isEmpty();
    }

    @Test
    void levelsOfOneSeverityAreNoSeverityChange() {
        EngineFixture even =
                new EngineFixture(above(0, 0, level("45", "43", Severity.MAJOR), level("50", "48", Severity.MAJOR)));
        even.at(0, "46");
        assertThat(even.at(1, "51")).isEmpty();
        assertThat(even.at(2, "46")).isEmpty();
    }

    @Test
    void eachLevelHasItsOwnDelay() {
        EngineFixture slow =
                new EngineFixture(above(10, 0, level("45", "43", Severity.MINOR), level("50", "48", Severity.MAJOR)));
        slow.at(0, "46");
        slow.at(5, "51");
        assertThat(slow.at(10, "51")).extracting(AlarmEvent::severity).containsExactly(Severity.MINOR);
        assertThat(slow.at(14, "51")).isEmpty();
        assertThat(slow.at(15, "51")).extracting(AlarmEvent::severity).containsExactly(Severity.MAJOR);
    }
}
