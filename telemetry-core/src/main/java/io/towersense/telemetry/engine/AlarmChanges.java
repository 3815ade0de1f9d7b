package io.towersense.telemetry.engine;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.rule.Level;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.StandingRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens to a rule's alarm when its levels have moved. */
final class AlarmChanges {
    private AlarmChanges() {}

    /** The change that brings the state's alarm into line with its levels; empty where it is. */
    static Optional<AlarmEvent> of(LevelRule rule, RuleState state, Occasion occasion) {
        Optional<Level> standing = state.outermostStanding().map(rule.levels()::get);
        if (standing.isEmpty()) {
            return state.alarm().map(alarm -> cleared(rule, state, alarm, occasion));
        }
        Level level = standing.get();
        if (state.alarm().isEmpty()) {
            return Optional.of(raised(rule, state, level, occasion));
        }
        return state.alarm()
                .filter(alarm -> alarm.severity() != level.severity())
                .map(alarm -> severityChanged(rule, state, alarm, level, occasion));
    }

    /** The change that brings the state's alarm into line with its one condition; empty where it is. */
    static Optional<AlarmEvent> of(StandingRule rule, RuleState state, Occasion occasion, Optional<SensorFault> fault) {
        boolean stands = state.outermostStanding().isPresent();
        if (stands == state.alarm().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(state.alarm()
                .map(alarm -> cleared(rule, alarm, occasion))
                .orElseGet(() -> raised(rule, state, occasion, fault)));
    }

    /** The end of an alarm whose rule is no longer configured. */
    static AlarmEvent retired(AlarmEvent alarm, Occasion occasion) {
        String text = AlarmText.retired(alarm.rule(), Duration.between(alarm.raisedAt(), occasion.time()));
        return followUp(alarm, AlarmChange.CLEARED, occasion, text).build();
    }

    private static AlarmEvent raised(LevelRule rule, RuleState state, Level level, Occasion occasion) {
        return raised(rule.id(), state, occasion)
                .metric(Optional.of(rule.metric().key()))
                .value(state.evidence())
                .threshold(Optional.of(level.threshold()))
                .direction(rule.direction())
                .severity(level.severity())
                .probableCause(rule.metric().cause())
                .text(AlarmText.raised(rule, level, state.evidence()))
                .build();
    }

    private static AlarmEvent raised(
            StandingRule rule, RuleState state, Occasion occasion, Optional<SensorFault> fault) {
        return raised(rule.id(), state, occasion)
                .metric(fault.flatMap(SensorFault::metric).map(Metric::key))
                .direction(rule.direction())
                .severity(rule.severity())
                .probableCause(rule.cause())
                .text(AlarmText.raised(rule, fault))
                .build();
    }

    private static AlarmEvent.Builder raised(String ruleId, RuleState state, Occasion occasion) {
        long revision = state.revision() + 1;
        return AlarmEvent.builder(alarmId(ruleId, revision, occasion), revision, AlarmChange.RAISED)
                .deviceId(occasion.deviceId())
                .siteId(occasion.siteId())
                .rule(ruleId)
                .raisedAt(occasion.time())
                .changedAt(occasion.time())
                .simulated(occasion.simulated());
    }

    private static AlarmEvent severityChanged(
            LevelRule rule, RuleState state, AlarmEvent alarm, Level level, Occasion occasion) {
        String text = AlarmText.severityChanged(rule, level, state.evidence(), alarm.severity());
        return followUp(alarm, AlarmChange.SEVERITY_CHANGED, occasion, text)
                .value(state.evidence())
                .threshold(Optional.of(level.threshold()))
                .severity(level.severity())
                .build();
    }

    private static AlarmEvent cleared(LevelRule rule, RuleState state, AlarmEvent alarm, Occasion occasion) {
        String text = AlarmText.cleared(rule, state.evidence(), Duration.between(alarm.raisedAt(), occasion.time()));
        return followUp(alarm, AlarmChange.CLEARED, occasion, text)
                .value(state.evidence())
                .build();
    }

    private static AlarmEvent cleared(StandingRule rule, AlarmEvent alarm, Occasion occasion) {
        String text = AlarmText.cleared(rule, Duration.between(alarm.raisedAt(), occasion.time()));
        return followUp(alarm, AlarmChange.CLEARED, occasion, text).build();
    }

    private static AlarmEvent.Builder followUp(AlarmEvent alarm, AlarmChange change, Occasion occasion, String text) {
        Instant time = occasion.time();
        boolean cleared = change == AlarmChange.CLEARED;
        return alarm.toBuilder()
                .revision(alarm.revision() + 1)
                .change(change)
                .state(cleared ? AlarmState.CLEARED : AlarmState.RAISED)
                .changedAt(time)
                .clearedAt(cleared ? Optional.of(time) : Optional.empty())
                .operator(Optional.empty())
                .text(text);
    }

    /** Made from what raised the alarm, so that judging the same reading again gives the same id. */
    private static String alarmId(String ruleId, long revision, Occasion occasion) {
        String origin = String.join(
                "\n",
                occasion.deviceId(),
                ruleId,
                Long.toString(revision),
                occasion.time().toString());
        return UUID.nameUUIDFromBytes(origin.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
