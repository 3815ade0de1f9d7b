package io.towersense.telemetry.engine;

import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.Rule;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.rule.StandingRule;
import java.time.Duration;
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
 * configured is cleared at the next evaluation. Standing rules judge the sensor itself, so that a value that is missing or
 * unusable never goes unnoticed.
 */
public final class AlarmEngine {
    private final RuleSet rules;
    private final List<LevelEvaluator> evaluators;
    private final List<StandingEvaluator> standing;

    /** An engine that holds devices to these rules alone. */
    public AlarmEngine(RuleSet rules) {
        this(rules, List.of());
    }

    /**
     * An engine that holds a device to these rules.
     *
     * @param standing with different ids, none of which a rule of the set has
     */
    public AlarmEngine(RuleSet rules, List<StandingRule> standing) {
        this.rules = rules;
        this.evaluators = rules.rules().stream().map(AlarmEngine::evaluator).toList();
        this.standing = standing.stream().map(StandingEvaluator::new).toList();
    }

    /** The rules that devices are held to, without the standing ones. */
    public RuleSet rules() {
        return rules;
    }

    /** Judges a reading of a sensor of which nothing is said; otherwise as the method below. */
    public Evaluation evaluate(DeviceState state, Reading reading, Duration elapsed) {
        return evaluate(state, reading, Optional.empty(), elapsed);
    }

    /**
     * Judges a reading.
     *
     * @param state what is remembered of the reading's device
     * @param fault what is wrong with the sensor, although it gave a reading
     * @param elapsed when the reading was taken, on the clock of all earlier evaluations of this device
     */
    public Evaluation evaluate(DeviceState state, Reading reading, Optional<SensorFault> fault, Duration elapsed) {
        return new Round(state, Occasion.of(reading), fault)
                .evaluate(
                        (evaluator, before) -> evaluator.follow(before, reading, elapsed),
                        (evaluator, before) -> evaluator.follow(before, reading, fault, elapsed),
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
     * Judges that a read gave nothing usable: no evidence, as where every metric is unusable.
     *
     * @param state what is remembered of the device
     * @param fault why there is none
     * @param elapsed when that was, on the clock of all earlier evaluations of this device
     */
    public Evaluation miss(DeviceState state, Occasion occasion, SensorFault fault, Duration elapsed) {
        return new Round(state, occasion, Optional.of(fault))
                .evaluate(
                        (evaluator, before) -> evaluator.withdraw(before),
                        (evaluator, before) -> evaluator.miss(before, elapsed),
                        List.of());
    }

    /**
     * Lets time pass without a reading.
     *
     * @param state what is remembered of the device
     * @param fault what was wrong with the sensor when it was last read
     * @param elapsed the occasion's time on the clock of all earlier evaluations of this device
     */
    public Evaluation tick(DeviceState state, Occasion occasion, Optional<SensorFault> fault, Duration elapsed) {
        return new Round(state, occasion, fault)
                .evaluate(
                        (evaluator, before) -> evaluator.pass(before, elapsed),
                        (evaluator, before) -> evaluator.pass(before, elapsed),
                        List.of());
    }

    private static LevelEvaluator evaluator(Rule rule) {
        return new LevelEvaluator((LevelRule) rule);
    }

    /** One evaluation in the making. */
    private final class Round {
        private final DeviceState before;
        private final Occasion occasion;
        private final Optional<SensorFault> fault;
        private final Map<String, RuleState> states = new TreeMap<>();
        private final List<AlarmEvent> changes = new ArrayList<>();

        Round(DeviceState before, Occasion occasion, Optional<SensorFault> fault) {
            this.before = before;
            this.occasion = occasion;
            this.fault = fault;
        }

        Evaluation evaluate(
                BiFunction<LevelEvaluator, RuleState, RuleState> level,
                BiFunction<StandingEvaluator, RuleState, RuleState> device,
                List<String> breaches) {
            for (LevelEvaluator evaluator : evaluators) {
                RuleState moved = level.apply(evaluator, evaluator.remembered(before));
                settle(evaluator.rule().id(), moved, AlarmChanges.of(evaluator.rule(), moved, occasion));
            }
            for (StandingEvaluator evaluator : standing) {
                RuleState moved = device.apply(evaluator, evaluator.remembered(before));
                settle(evaluator.rule().id(), moved, AlarmChanges.of(evaluator.rule(), moved, occasion, fault));
            }
            before.rules().forEach((id, known) -> {
                if (!states.containsKey(id)) {
                    retire(id, known);
                }
            });
            return new Evaluation(new DeviceState(states), changes, breaches);
        }

        private void settle(String id, RuleState moved, Optional<AlarmEvent> change) {
            states.put(id, change.map(moved::changedBy).orElse(moved));
            change.ifPresent(changes::add);
        }

        private void retire(String id, RuleState known) {
            Optional<AlarmEvent> end = known.alarm().map(alarm -> AlarmChanges.retired(alarm, occasion));
            end.ifPresent(changes::add);
            RuleState retired = end.map(known::changedBy).orElse(known).retired();
            if (retired.revision() > 0) {
                states.put(id, retired);
            }
        }
    }
}
