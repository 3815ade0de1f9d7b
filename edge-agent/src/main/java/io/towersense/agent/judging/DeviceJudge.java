package io.towersense.agent.judging;

import io.towersense.agent.sampling.Miss;
import io.towersense.agent.sampling.Sample;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.engine.AlarmEngine;
import io.towersense.telemetry.engine.Condition;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.engine.Evaluation;
import io.towersense.telemetry.engine.RuleState;
import io.towersense.telemetry.engine.SensorFault;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.rule.StandingRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of one device, led from reading to reading. Live readings are judged on the boot clock, a
 * recording's on its own time; a recorded reading that is not newer than the last one is not judged. Not thread-safe, but
 * for {@link #alarms}.
 */
final class DeviceJudge {
    /** Somebody looks at every device about once a second; after longer than this the whole program stood still. */
    private static final Duration LONGEST_UNSEEN = Duration.ofSeconds(2);

    private JudgedDevice device;
    private AlarmEngine engine;
    private volatile DeviceState state;
    private Optional<Instant> lastTime = Optional.empty();
    private Optional<SensorFault> fault = Optional.empty();
    private boolean replayed;
    private boolean isExhausted;
    private Duration elapsed = Duration.ZERO;
    private Duration lastSeen;

    /**
     * Begins where somebody left off. Delays of the standing rules begin again: nobody has read the sensor meanwhile.
     *
     * @param state its elapsed times are on this boot's clock
     * @param now the boot clock's time
     */
    DeviceJudge(JudgedDevice device, RuleSet rules, DeviceState state, Duration now) {
        this.device = device;
        this.engine = new AlarmEngine(rules, device.standing());
        this.state = state.restartedAt(now, StandingRule.IDS);
        this.lastSeen = now;
    }

    /**
     * Goes on with other rules; an alarm whose rule is no longer there is cleared at the next evaluation.
     *
     * @param changed the device as it is from now on, where that is another
     */
    void change(Optional<JudgedDevice> changed, RuleSet rules) {
        isExhausted &= changed.isEmpty();
        device = changed.orElse(device);
        engine = new AlarmEngine(rules, device.standing());
    }

    /** What is remembered. */
    DeviceState state() {
        return state;
    }

    Evaluation judge(Sample sample) {
        Reading reading = sample.reading();
        if (sample.replayed()) {
            if (lastTime.isPresent() && !reading.timestamp().isAfter(lastTime.get())) {
                return new Evaluation(state, List.of(), List.of());
            }
            follow(sinceEpoch(reading.timestamp()));
        } else {
            see(sample.monotonic());
        }
        lastTime = Optional.of(reading.timestamp());
        fault = sample.fault();
        return remember(engine.evaluate(state, reading, fault, elapsed));
    }

    /** Judges that nothing usable came; on a recording's clock no time passes meanwhile. */
    Evaluation miss(Miss miss, Instant now) {
        if (!replayed) {
            see(miss.monotonic());
        }
        fault = Optional.of(miss.fault());
        return remember(engine.miss(state, device.at(now), miss.fault(), elapsed));
    }

    /** Lets time pass, where that can change something; empty where it changes nothing. */
    Optional<Evaluation> tick(Instant now, Duration monotonic) {
        boolean isWaiting =
                !device.standing().isEmpty() || state.rules().values().stream().anyMatch(DeviceJudge::isWaiting);
        if (replayed || isExhausted || !isWaiting) {
            return Optional.empty();
        }
        see(monotonic);
        Evaluation evaluation = remember(engine.tick(state, device.at(now), fault, elapsed));
        return evaluation.changes().isEmpty() ? Optional.empty() : Optional.of(evaluation);
    }

    /** There is nothing more to come: that is no silence. */
    void exhaust() {
        isExhausted = true;
    }

    /** The alarms that stand. */
    List<AlarmEvent> alarms() {
        return state.rules().values().stream()
                .flatMap(rule -> rule.alarm().stream())
                .toList();
    }

    /** Goes on to this moment. Where nobody has looked for long, that was not the sensor's fault and does not count. */
    private void see(Duration now) {
        Duration unseen = now.minus(lastSeen);
        if (unseen.compareTo(LONGEST_UNSEEN) > 0) {
            state = state.shiftedBy(unseen, StandingRule.IDS);
        }
        lastSeen = later(lastSeen, now);
        elapsed = later(elapsed, now);
    }

    private Evaluation remember(Evaluation evaluation) {
        state = evaluation.state();
        return evaluation;
    }

    /** The data's own clock; where it begins, delays that were running begin again. */
    private void follow(Duration dataTime) {
        if (!replayed) {
            replayed = true;
            state = state.restartedAt(dataTime);
        }
        elapsed = dataTime;
    }

    private static boolean isWaiting(RuleState rule) {
        return rule.levels().stream().anyMatch(Condition.Pending.class::isInstance);
    }

    private static Duration sinceEpoch(Instant time) {
        return Duration.between(Instant.EPOCH, time);
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
