package io.towersense.telemetry.engine;

import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.Level;
import io.towersense.telemetry.rule.LevelRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One level rule at work: how its conditions follow a value and the time. */
final class LevelEvaluator {
    private final LevelRule rule;

    LevelEvaluator(LevelRule rule) {
        this.rule = rule;
    }

    LevelRule rule() {
        return rule;
    }

    RuleState remembered(DeviceState state) {
        return state.rule(rule.id()).map(this::fitted).orElseGet(() -> RuleState.initial(rule));
    }

    /** Follows what the reading says of the metric; what it does not mention changes nothing. */
    RuleState follow(RuleState before, Reading reading, Duration elapsed) {
        Optional<BigDecimal> evidence = reading.evidence(rule.metric());
        if (evidence.isPresent()) {
            return follow(before, evidence.get(), elapsed);
        }
        return reading.isUnusable(rule.metric()) ? withdraw(before) : before;
    }

    /** Takes back the last value: what comes after it is no evidence, so it stands no longer. */
    RuleState withdraw(RuleState before) {
        return before.withLevels(before.levels(), Optional.empty());
    }

    /** Lets time pass over the last evidence. Only a level that waits to be raised can change. */
    RuleState pass(RuleState before, Duration elapsed) {
        if (before.evidence().isEmpty()) {
            return before;
        }
        List<Condition> after = new ArrayList<>();
        for (Condition condition : before.levels()) {
            after.add(
                    condition instanceof Condition.Pending
                            ? condition.next(Side.WRONG, elapsed, rule.onDelay(), rule.offDelay())
                            : condition);
        }
        return before.withLevels(after, before.evidence());
    }

    /** Whether the reading breaks the rule at this moment, whatever the delays say. */
    boolean isBrokenBy(Reading reading) {
        return reading.evidence(rule.metric())
                .filter(value -> rule.isBeyond(value, rule.levels().get(0).threshold()))
                .isPresent();
    }

    private RuleState follow(RuleState before, BigDecimal value, Duration elapsed) {
        List<Condition> after = new ArrayList<>();
        for (int i = 0; i < before.levels().size(); i++) {
            Side side = side(value, rule.levels().get(i));
            after.add(before.levels().get(i).next(side, elapsed, rule.onDelay(), rule.offDelay()));
        }
        return before.withLevels(after, Optional.of(value));
    }

    private Side side(BigDecimal value, Level level) {
        if (rule.isBeyond(value, level.threshold())) {
            return Side.WRONG;
        }
        return rule.isWithin(value, level.clearAt()) ? Side.RIGHT : Side.BETWEEN;
    }

    /** What is remembered, fitted to a rule whose levels are no longer what they were: an alarm stands on. */
    private RuleState fitted(RuleState known) {
        if (known.levels().size() == rule.levels().size()) {
            return known;
        }
        List<Condition> conditions = new ArrayList<>();
        for (Level level : rule.levels()) {
            boolean innermost = conditions.isEmpty();
            boolean stands = known.alarm()
                    .filter(alarm -> innermost || !level.severity().isWorseThan(alarm.severity()))
                    .isPresent();
            conditions.add(stands ? new Condition.Active() : new Condition.Normal());
        }
        return known.withLevels(conditions, known.evidence());
    }
}
