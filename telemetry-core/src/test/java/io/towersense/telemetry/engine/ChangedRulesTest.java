package io.towersense.telemetry.engine;

import static io.towersense.telemetry.engine.EngineFixture.above;
import static io.towersense.telemetry.engine.EngineFixture.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.rule.Level;
import org.junit.jupiter.api.Test;

/** What becomes of a state whose rules are no longer those by which it came about. */
class ChangedRulesTest {
    private static final Level MINOR = level("45", "43", Severity.MINOR);
    private static final Level MAJOR = level("50", "48", Severity.MAJOR);
    private static final Level CRITICAL = level("60", "58", Severity.CRITICAL);

    private final EngineFixture device = new EngineFixture(above(0, 0, MINOR, MAJOR));

    @Test
    void aRuleThatIsGoneClearsItsAlarmOnce() {
        AlarmEvent raised = device.at(0, "46").get(0);
        device.configure();
        AlarmEvent cleared = device.at(90, "46").get(0);
        assertThat(cleared.change()).isEqualTo(AlarmChange.CLEARED);
        assertThat(cleared.alarmId()).isEqualTo(raised.alarmId());
        assertThat(cleared.revision()).isEqualTo(2);
        assertThat(cleared.text())
                .isEqualTo("rule temperature-high is no longer configured; its alarm ends after 1 min 30 s");
        assertThat(device.at(91, "46")).isEmpty();
    }

    @Test
    void timeAloneClearsTheAlarmOfARuleThatIsGone() {
        device.at(0, "46");
        device.configure();
        assertThat(device.tick(1)).extracting(AlarmEvent::change).containsExactly(AlarmChange.CLEARED);
        assertThat(device.tick(2)).isEmpty();
    }

    @Test
    void aRuleThatComesBackGoesOnWithItsRevision() {
        device.at(0, "46");
        device.configure();
        device.at(1, "46");
        device.configure(above(0, 0, MINOR, MAJOR));
        AlarmEvent again = device.at(2, "46").get(0);
        assertThat(again.change()).isEqualTo(AlarmChange.RAISED);
        assertThat(again.revision()).isEqualTo(3);
    }

    @Test
    void aDelayThatRanWhenItsRuleWentDoesNotRunOnBehindItsBack() {
        EngineFixture slow = new EngineFixture(above(60, 0, MINOR));
        slow.at(0, "46");
        slow.configure();
        slow.at(30, "20");
        slow.configure(above(60, 0, MINOR));
        assertThat(slow.at(61, "46")).isEmpty();
        assertThat(slow.at(121, "46")).hasSize(1);
    }

    @Test
    void norDoesTheDelayOfARuleThatHadAnAlarmBefore() {
        EngineFixture slow = new EngineFixture(above(60, 0, MINOR));
        slow.at(0, "46");
        slow.at(60, "46");
        slow.at(70, "20");
        slow.at(80, "46");
        slow.configure();
        slow.at(100, "20");
        slow.configure(above(60, 0, MINOR));
        assertThat(slow.at(141, "46")).isEmpty();
        assertThat(slow.at(201, "46")).extracting(AlarmEvent::revision).containsExactly(3L);
    }

    @Test
    void aRuleThatNeverRaisedLeavesNothingBehind() {
        device.at(0, "20");
        device.configure();
        device.at(1, "20");
        assertThat(device.state().rules()).isEmpty();
    }

    @Test
    void moreLevelsLeaveTheAlarmStanding() {
        device.at(0, "46");
        device.configure(above(0, 0, MINOR, MAJOR, CRITICAL));
        assertThat(device.at(1, "46")).isEmpty();
        assertThat(device.at(2, "61")).extracting(AlarmEvent::severity).containsExactly(Severity.CRITICAL);
        assertThat(device.at(3, "20")).extracting(AlarmEvent::change).containsExactly(AlarmChange.CLEARED);
    }

    @Test
    void fewerLevelsChangeTheSeverityOfTheSameAlarm() {
        AlarmEvent raised = device.at(0, "51").get(0);
        device.configure(above(0, 0, MINOR));
        AlarmEvent changed = device.at(1, "51").get(0);
        assertThat(changed.change()).isEqualTo(AlarmChange.SEVERITY_CHANGED);
        assertThat(changed.severity()).isEqualTo(Severity.MINOR);
        assertThat(changed.alarmId()).isEqualTo(raised.alarmId());
    }

    @Test
    void levelsThatAreAllMoreSevereDoNotEndTheAlarmWhileTheirDelayRuns() {
        AlarmEvent raised = device.at(0, "61").get(0);
        device.configure(above(60, 0, level("45", "43", Severity.CRITICAL)));
        assertThat(raised.severity()).isEqualTo(Severity.MAJOR);
        AlarmEvent changed = device.at(1, "61").get(0);
        assertThat(changed.change()).isEqualTo(AlarmChange.SEVERITY_CHANGED);
        assertThat(changed.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(changed.alarmId()).isEqualTo(raised.alarmId());
    }

    @Test
    void anotherThresholdJudgesTheNextReading() {
        device.at(0, "46");
        device.configure(above(0, 0, level("50", "48", Severity.MINOR), level("55", "53", Severity.MAJOR)));
        assertThat(device.at(1, "46")).extracting(AlarmEvent::change).containsExactly(AlarmChange.CLEARED);
    }
}
