package io.towersense.telemetry.engine;

import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.StandingRule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One standing rule at work: the same conditions as a level's, on whether the sensor works or is heard of. */
final class StandingEvaluator {
    private final StandingRule rule;

    StandingEvaluator(StandingRule rule) {
        this.rule = rule;
    }

    StandingRule rule() {
        return rule;
    }

    RuleState remembered(DeviceState state) {
        return state.rule(rule.id())
                .filter(known -> known.levels().size() == 1)
                .orElseGet(() -> RuleState.initial(
                        1, state.rule(rule.id()).map(RuleState::revision).orElse(0L)));
    }

    /** Follows what a reading says of its sensor. */
    RuleState follow(RuleState before, Reading reading, Optional<SensorFault> fault, Duration elapsed) {
        return next(before, isSilence() ? !isUsable(reading) : fault.isPresent(), elapsed);
    }

    /** Follows a read that gave nothing. */
    RuleState miss(RuleState before, Duration elapsed) {
        return next(before, true, elapsed);
    }

    /** Lets time pass: silence grows with it, and a fault stands until a read shows that it is over. */
    RuleState pass(RuleState before, Duration elapsed) {
        boolean isWaiting = before.levels().get(0) instanceof Condition.Pending;
        return isSilence() || isWaiting ? next(before, true, elapsed) : before;
    }

    private RuleState next(RuleState before, boolean isWrong, Duration elapsed) {
        Side side = isWrong ? Side.WRONG : Side.RIGHT;
        Condition condition = before.levels().get(0).next(side, elapsed, rule.onDelay(), rule.offDelay());
        return before.withLevels(List.of(condition), Optional.empty());
    }

    private boolean isSilence() {
        return rule.direction() == Direction.SILENT;
    }

    private static boolean isUsable(Reading reading) {
        return Arrays.stream(Metric.values())
                .anyMatch(metric -> reading.evidence(metric).isPresent());
    }
}
