package io.towersense.telemetry.engine;

import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.rule.LevelRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the engine remembers of one rule on one device: bounded by the number of levels.
 *
 * @param levels a condition for each level of the rule, innermost first
 * @param alarm its last change, while the alarm stands
 * @param revision of the last change, 0 before the first; never goes back
 * @param evidence the last value that was evidence, unless something unusable came after it
 */
public record RuleState(
        List<Condition> levels, Optional<AlarmEvent> alarm, long revision, Optional<BigDecimal> evidence) {

    public RuleState {
        levels = List.copyOf(levels);
    }

    /** The beginning: everything normal. */
    public static RuleState initial(LevelRule rule) {
        return initial(rule.levels().size(), 0);
    }

    static RuleState initial(int levels, long revision) {
        return new RuleState(
                Collections.nCopies(levels, new Condition.Normal()), Optional.empty(), revision, Optional.empty());
    }

    /** Whether nothing is going on: no alarm, no delay running. */
    public boolean isQuiet() {
        return alarm.isEmpty() && levels.stream().allMatch(Condition.Normal.class::isInstance);
    }

    /** The outermost level that stands, counted from 0. */
    Optional<Integer> outermostStanding() {
        return IntStream.range(0, levels.size())
                .filter(i -> levels.get(i).isStanding())
                .boxed()
                .reduce((inner, outer) -> outer);
    }

    RuleState withLevels(List<Condition> conditions, Optional<BigDecimal> lastEvidence) {
        return new RuleState(conditions, alarm, revision, lastEvidence);
    }

    /** The same state after a change of its alarm. */
    RuleState changedBy(AlarmEvent event) {
        boolean stands = event.state() == AlarmState.RAISED;
        return new RuleState(levels, stands ? Optional.of(event) : Optional.empty(), event.revision(), evidence);
    }

    /** The same state of a rule that is no longer configured: only the revision is still needed. */
    RuleState retired() {
        return new RuleState(List.of(), Optional.empty(), revision, Optional.empty());
    }

    RuleState restartedAt(Duration now) {
        return withLevels(
                levels.stream().map(condition -> condition.restartedAt(now)).toList(), evidence);
    }

    RuleState shiftedBy(Duration gap) {
        return withLevels(
                levels.stream().map(condition -> condition.shiftedBy(gap)).toList(), evidence);
    }
}
