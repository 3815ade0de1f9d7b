package io.towersense.telemetry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.codec.StateCodec;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A device that is read every five seconds. */
class StandingRulesTest {
    private static final String DEAD = "no answer at 0x76 on bus 1: check wiring";
    private static final SensorFault FROZEN =
            new SensorFault(Optional.of(Metric.TEMPERATURE), "temperature is frozen: replace the sensor");

    private final EngineFixture device =
            EngineFixture.readEvery(5, EngineFixture.above(0, 0, EngineFixture.level("45", "43", Severity.CRITICAL)));

    private static List<String> told(List<AlarmEvent> changes) {
        return changes.stream()
                .map(event -> event.rule() + " " + event.change().label())
                .toList();
    }

    @Test
    void aSingleReadThatFailsRaisesNothing() {
        device.at(0, "20");
        assertThat(device.miss(5, DEAD)).isEmpty();
        assertThat(device.tick(9)).isEmpty();
        device.at(10, "20");
        device.at(15, "20");
        device.at(20, "20");
        assertThat(device.changes()).isEmpty();
    }

    @Test
    void aSecondReadInARowThatFailsRaisesFaultyOnceWithItsReason() {
        device.at(0, "20");
        device.miss(5, DEAD);
        device.miss(10, DEAD);
        List<AlarmEvent> raised = device.miss(15, DEAD);
        assertThat(told(raised)).containsExactly("faulty raised");
        AlarmEvent event = raised.get(0);
        assertThat(event.direction()).isEqualTo(Direction.FAULTY);
        assertThat(event.probableCause()).isEqualTo(ProbableCause.INPUT_DEVICE_ERROR);
        assertThat(event.probableCause().number()).isEqualTo(522);
        assertThat(event.metric()).isEmpty();
        assertThat(event.value()).isEmpty();
        assertThat(event.text()).isEqualTo("sensor faulty: " + DEAD);
        assertThat(told(device.miss(20, "something else"))).containsExactly("silent raised");
        assertThat(device.miss(25, "yet something else")).isEmpty();
    }

    @Test
    void aReadThatHangsRaisesFaultyByTimeAlone() {
        device.at(0, "20");
        device.miss(5, "the sensor has not answered within 10000 ms");
        assertThat(device.tick(19)).isEmpty();
        device.tick(20);
        assertThat(told(device.changes())).containsExactly("faulty raised", "silent raised");
        assertThat(device.changes().get(0).text()).contains("has not answered");
    }

    @Test
    void faultyIsOverWithTheThirdGoodReading() {
        device.miss(0, DEAD);
        device.miss(10, DEAD);
        assertThat(device.at(15, "20")).extracting(AlarmEvent::change).doesNotContain(AlarmChange.CLEARED);
        assertThat(device.at(20, "20")).isEmpty();
        List<AlarmEvent> cleared = device.at(25, "20");
        assertThat(told(cleared)).containsExactly("faulty cleared");
        assertThat(cleared.get(0).text()).isEqualTo("sensor works again, after 15 s");
        assertThat(cleared.get(0).alarmId()).isEqualTo(device.changes().get(0).alarmId());
    }

    @Test
    void aLooseContactIsOneAlarmAndNotOneWithEveryRead() {
        for (int second = 0; second < 300; second += 15) {
            device.miss(second, DEAD);
            device.miss(second + 5, DEAD);
            device.miss(second + 8, DEAD);
            device.at(second + 10, "20");
        }
        assertThat(told(device.changes())).containsExactly("faulty raised");
    }

    @Test
    void nothingUsableForThreeIntervalsIsSilent() {
        device.at(0, "20");
        device.tick(1);
        assertThat(device.tick(15)).isEmpty();
        List<AlarmEvent> raised = device.tick(16);
        assertThat(told(raised)).containsExactly("silent raised");
        assertThat(raised.get(0).probableCause()).isEqualTo(ProbableCause.INFORMATION_MISSING);
        assertThat(raised.get(0).probableCause().number()).isEqualTo(606);
        assertThat(raised.get(0).direction()).isEqualTo(Direction.SILENT);
        assertThat(raised.get(0).text()).isEqualTo("no usable reading for 15 s");
        assertThat(device.tick(1_000)).isEmpty();
        assertThat(device.at(1_006, "20")).isEmpty();
        assertThat(device.tick(1_010)).isEmpty();
        assertThat(device.at(1_011, "20")).isEmpty();
        List<AlarmEvent> cleared = device.at(1_016, "20");
        assertThat(told(cleared)).containsExactly("silent cleared");
        assertThat(cleared.get(0).text()).isEqualTo("usable readings come again, after 16 min 40 s");
    }

    @Test
    void aLoneGoodReadingNowAndThenDoesNotEndSilence() {
        for (int second = 0; second < 3_600; second += 5) {
            if (second % 25 == 0) {
                device.at(second, "20");
            } else {
                device.miss(second, DEAD);
            }
            device.tick(second + 2);
        }
        assertThat(told(device.changes())).containsExactly("faulty raised", "silent raised");
    }

    @Test
    void readingsThatComeMoreRarelyThanSilenceTakesAreOneAlarm() {
        for (double second = 0; second < 900; second += 1) {
            if (second % 17 == 0) {
                device.at(second, "20");
            }
            device.tick(second + 0.5);
        }
        assertThat(told(device.changes())).containsExactly("silent raised");
    }

    @Test
    void aReadThatFailedIsNoFaultWhileTheNextOneTakesItsTime() {
        device.at(0, "20");
        device.miss(5, DEAD);
        device.tick(13);
        device.at(14, "20");
        device.at(19, "20");
        assertThat(device.changes()).isEmpty();
    }

    @Test
    void aSensorThatFailsWithEveryThirdOfAThousandReadsASecondIsOneAlarm() {
        EngineFixture quick = EngineFixture.readEvery(0.001);
        for (int read = 0; read < 20_000; read++) {
            if (read % 3 == 0) {
                quick.miss(read / 1_000.0, DEAD);
            } else {
                quick.at(read / 1_000.0, "20");
            }
        }
        assertThat(told(quick.changes())).isEmpty();
    }

    @Test
    void aValueFromBeforeTheSensorFailedRaisesNothingLater() {
        EngineFixture slow = EngineFixture.readEvery(
                5, EngineFixture.above(60, 0, EngineFixture.level("45", "43", Severity.CRITICAL)));
        slow.at(0, "46");
        for (int second = 5; second < 120; second += 5) {
            slow.miss(second, DEAD);
            slow.tick(second + 1);
        }
        assertThat(told(slow.changes())).containsExactly("faulty raised", "silent raised");
    }

    @Test
    void aDeviceThatNeverGaveAReadingIsFaultyAndSilentToo() {
        device.miss(0, DEAD);
        device.miss(5, DEAD);
        device.miss(10, DEAD);
        device.miss(15, DEAD);
        assertThat(told(device.changes())).containsExactly("faulty raised", "silent raised");
        assertThat(device.changes())
                .allSatisfy(event -> assertThat(event.text()).endsWith(DEAD));
    }

    @Test
    void oneFrozenMetricIsFaultyAndDoesNotMuteAnother() {
        EngineFixture humid = EngineFixture.readEvery(5);
        for (int second = 0; second <= 60; second += 5) {
            humid.at(second, FROZEN, "20", QualityFlag.FROZEN);
        }
        assertThat(told(humid.changes())).containsExactly("faulty raised");
        assertThat(humid.changes().get(0).metric()).contains("temperature");
        assertThat(humid.changes().get(0).text()).isEqualTo("sensor faulty: " + FROZEN.reason());
    }

    @Test
    void aFrozenMetricNeitherRaisesNorClearsItsOwnRule() {
        device.at(0, "46");
        assertThat(told(device.changes())).containsExactly("temperature-high raised");
        for (int second = 5; second <= 60; second += 5) {
            device.at(second, FROZEN, "20", QualityFlag.FROZEN);
        }
        assertThat(told(device.changes())).containsExactly("temperature-high raised", "faulty raised");
    }

    @Test
    void aDeviceThatIsReadVeryOftenIsNotSilentAfterAHiccup() {
        EngineFixture quick = EngineFixture.readEvery(0.2);
        quick.at(0, "20");
        quick.tick(0.5);
        assertThat(quick.tick(3.4)).isEmpty();
        assertThat(told(quick.tick(3.5))).containsExactly("silent raised");
    }

    @Test
    void theStateOfStandingRulesIsStoredAsAnyOther() {
        device.at(0, "20");
        device.miss(5, DEAD);
        device.miss(15, DEAD);
        assertThat(StateCodec.decodeDevice(StateCodec.encode(device.state()))).isEqualTo(device.state());
    }
}
