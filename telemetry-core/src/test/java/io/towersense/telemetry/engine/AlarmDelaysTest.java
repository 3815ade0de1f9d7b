package io.towersense.telemetry.engine;

import static io.towersense.telemetry.engine.EngineFixture.above;
import static io.towersense.telemetry.engine.EngineFixture.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.reading.QualityFlag;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class AlarmDelaysTest {
    private final EngineFixture device = new EngineFixture(above(60, 30, level("45", "43", Severity.MAJOR)));

    @Test
    void anAlarmIsRaisedWhenTheValueWasWrongForTheWholeOnDelay() {
        assertThat(device.at(0, "46")).isEmpty();
        assertThat(device.last().breaches()).containsExactly("temperature-high");
        assertThat(device.at(59.999, "46")).isEmpty();
        AlarmEvent raised = device.at(60, "47").get(0);
        assertThat(raised.raisedAt()).isEqualTo(EngineFixture.START.plusSeconds(60));
        assertThat(raised.value()).contains(new BigDecimal("47"));
    }

    @Test
    void aValueThatIsNotWrongForAMomentBeginsTheOnDelayAnew() {
        device.at(0, "46");
        device.at(50, "44");
        assertThat(device.at(60, "46")).isEmpty();
        assertThat(device.at(119, "46")).isEmpty();
        assertThat(device.at(120, "46")).hasSize(1);
    }

    @Test
    void anAlarmIsClearedWhenTheValueWasRightForTheWholeOffDelay() {
        raise();
        assertThat(device.at(100, "40")).isEmpty();
        assertThat(device.at(129, "40")).isEmpty();
        assertThat(device.at(130, "40")).extracting(AlarmEvent::change).containsExactly(AlarmChange.CLEARED);
    }

    @Test
    void aValueInTheDeadbandBeginsTheOffDelayAnew() {
        raise();
        device.at(100, "40");
        device.at(120, "44");
        assertThat(device.at(130, "40")).isEmpty();
        assertThat(device.at(159, "40")).isEmpty();
        assertThat(device.at(160, "40")).hasSize(1);
    }

    @Test
    void aRunningOnDelayGoesOnOverUnusableEvidence() {
        device.at(0, "46");
        assertThat(device.at(30, "20", QualityFlag.CRC)).isEmpty();
        assertThat(device.at(59, "46")).isEmpty();
        assertThat(device.at(60, "46")).hasSize(1);
    }

    @Test
    void aRunningOffDelayGoesOnOverUnusableEvidence() {
        raise();
        device.at(100, "40");
        assertThat(device.at(110, "99", QualityFlag.FROZEN)).isEmpty();
        assertThat(device.at(130, "40")).hasSize(1);
    }

    @Test
    void unusableEvidenceItselfNeverFinishesADelay() {
        device.at(0, "46");
        assertThat(device.at(500, "46", QualityFlag.CRC)).isEmpty();
    }

    @Test
    void timeAloneRaisesBecauseTheLastValueStands() {
        device.at(0, "46");
        assertThat(device.tick(59)).isEmpty();
        AlarmEvent raised = device.tick(60).get(0);
        assertThat(raised.raisedAt()).isEqualTo(EngineFixture.START.plusSeconds(60));
        assertThat(raised.value()).contains(new BigDecimal("46"));
        assertThat(device.tick(120)).isEmpty();
    }

    @Test
    void timeAloneNeverClearsBecauseSilenceIsNoProof() {
        raise();
        device.at(100, "40");
        assertThat(device.tick(1_000)).isEmpty();
        assertThat(device.at(1_001, "40")).extracting(AlarmEvent::change).containsExactly(AlarmChange.CLEARED);
    }

    @Test
    void timeAloneDoesNotRaiseAfterUnusableEvidence() {
        device.at(0, "46");
        device.at(10, "46", QualityFlag.CRC);
        assertThat(device.tick(500)).isEmpty();
        assertThat(device.at(501, "46")).hasSize(1);
    }

    @Test
    void aValueThatIsOnlyQuestionableStandsEvenWithoutANumber() {
        device.at(0, "46");
        device.at(10, "", QualityFlag.GAP);
        assertThat(device.tick(60)).hasSize(1);
    }

    @Test
    void timeAloneDoesNothingToADeviceThatNeverSpoke() {
        assertThat(device.tick(500)).isEmpty();
        assertThat(device.last().breaches()).isEmpty();
    }

    @Test
    void aRestartBeginsARunningDelayAnewAndKeepsTheAlarm() {
        device.at(0, "46");
        device.restartAt(0);
        assertThat(device.at(59, "46")).isEmpty();
        AlarmEvent raised = device.at(60, "46").get(0);
        device.restartAt(0);
        assertThat(device.rule().alarm()).contains(raised);
        device.at(5, "40");
        device.restartAt(1);
        assertThat(device.at(30, "40")).isEmpty();
        AlarmEvent cleared = device.at(31, "40").get(0);
        assertThat(cleared.alarmId()).isEqualTo(raised.alarmId());
    }

    private void raise() {
        device.at(0, "46");
        assertThat(device.at(60, "46")).hasSize(1);
    }
}
