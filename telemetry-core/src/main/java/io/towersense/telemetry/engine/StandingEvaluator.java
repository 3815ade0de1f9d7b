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
        if (!isSilence()) {
            return next(before, fault.isPresent() ? Side.WRONG : Side.RIGHT, elapsed, rule.onDelay());
        }
        if (!isUsable(reading)) {
            return next(before, Side.WRONG, elapsed, rule.onDelay());
        }
        return isTooFarApart(before, elapsed)
                ? before.withLevels(List.of(new Condition.Clearing(elapsed)), Optional.empty())
                : next(before, Side.RIGHT, elapsed, rule.onDelay());
    }

    /** Follows a read that gave nothing. */
    RuleState miss(RuleState before, Duration elapsed) {
        return next(before, Side.WRONG, elapsed, rule.onDelay());
    }

    /**
     * Lets time pass. Silence grows with it. A fault stands until a read shows that it is over; but a single one has to
     * stand for twice as long as two in a row, since the read that shows it may be under way.
     */
    RuleState pass(RuleState before, Duration elapsed) {
        Condition condition = before.levels().get(0);
        if (isSilence()) {
            return condition instanceof Condition.Clearing ? before : next(before, Side.WRONG, elapsed, rule.onDelay());
        }
        return condition instanceof Condition.Pending
                ? next(before, Side.WRONG, elapsed, rule.onDelay().multipliedBy(2))
                : before;
    }

    /** Whether usable readings come, but more rarely than silence takes: that is not its end. */
    private boolean isTooFarApart(RuleState before, Duration elapsed) {
        return before.levels().get(0) instanceof Condition.Clearing clearing
                && elapsed.minus(clearing.since()).compareTo(rule.onDelay()) > 0;
    }

    private RuleState next(RuleState before, Side side, Duration elapsed, Duration onDelay) {
        Condition condition = before.levels().get(0).next(side, elapsed, onDelay, rule.offDelay());
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
