package io.towersense.telemetry.engine;

import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.Rule;
import io.towersense.telemetry.rule.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The decision whether something is wrong: a pure function from what is remembered of a device and a reading, or the
 * passing of time, to what to remember and the changes of alarms. The caller supplies the elapsed time: monotonic on a
 * gateway, the reading's own time in the cloud and in a replay. Immutable and thread-safe.
 *
 * <p>A value with an unusable quality flag is no evidence: its rules neither raise nor clear, and delays that were
 * running go on with the next value that is evidence. Time alone can raise an alarm, because the last value stands until
 * another comes; it never clears one, because silence is no proof that all is well. An alarm whose rule is no longer
 * configured is cleared at the next evaluation.
 */
public final class AlarmEngine {
    private final RuleSet rules;
    private final List<LevelEvaluator> evaluators;

    /** An engine that holds devices to these rules. */
    public AlarmEngine(RuleSet rules) {
        this.rules = rules;
        this.evaluators = rules.rules().stream().map(AlarmEngine::evaluator).toList();
    }

    /** The rules that devices are held to. */
    public RuleSet rules() {
        return rules;
    }

    /**
     * Judges a reading.
     *
     * @param state what is remembered of the reading's device
     * @param elapsed when the reading was taken, on the clock of all earlier evaluations of this device
     */
    public Evaluation evaluate(DeviceState state, Reading reading, Duration elapsed) {
        return evaluation(
                state,
                Occasion.of(reading),
                (evaluator, before) -> evaluator.follow(before, reading, elapsed),
                breaches(reading));
    }

    /** Ids of the rules that the reading breaks at this moment, whatever the delays say, in the order of the rules. */
    public List<String> breaches(Reading reading) {
        return evaluators.stream()
                .filter(evaluator -> evaluator.isBrokenBy(reading))
                .map(evaluator -> evaluator.rule().id())
                .toList();
    }

    /**
     * Lets time pass without a reading.
     *
     * @param state what is remembered of the device
     * @param last the device's last reading
     * @param now the wall clock's time, which dates the changes
     * @param elapsed the same moment on the clock of all earlier evaluations of this device
     */
    public Evaluation tick(DeviceState state, Reading last, Instant now, Duration elapsed) {
        return evaluation(
                state, Occasion.of(last).at(now), (evaluator, before) -> evaluator.pass(before, elapsed), List.of());
    }

    private Evaluation evaluation(
            DeviceState state,
            Occasion occasion,
            BiFunction<LevelEvaluator, RuleState, RuleState> step,
            List<String> breaches) {
        Map<String, RuleState> states = new TreeMap<>();
        List<AlarmEvent> changes = new ArrayList<>();
        for (LevelEvaluator evaluator : evaluators) {
            RuleState moved = step.apply(evaluator, evaluator.remembered(state));
            Optional<AlarmEvent> change = AlarmChanges.of(evaluator.rule(), moved, occasion);
            states.put(evaluator.rule().id(), change.map(moved::changedBy).orElse(moved));
            change.ifPresent(changes::add);
        }
        state.rules().forEach((id, known) -> {
            if (!states.containsKey(id)) {
                Optional<AlarmEvent> end = known.alarm().map(alarm -> AlarmChanges.retired(alarm, occasion));
                end.ifPresent(changes::add);
                RuleState retired = end.map(known::changedBy).orElse(known).retired();
                if (retired.revision() > 0) {
                    states.put(id, retired);
                }
            }
        });
        return new Evaluation(new DeviceState(states), changes, breaches);
    }

    private static LevelEvaluator evaluator(Rule rule) {
        return new LevelEvaluator((LevelRule) rule);
    }
}
