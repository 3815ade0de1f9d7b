package io.towersense.agent.judging;

import io.towersense.agent.sampling.Sample;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.engine.AlarmEngine;
import io.towersense.telemetry.engine.Condition;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.engine.Evaluation;
import io.towersense.telemetry.engine.RuleState;
import io.towersense.telemetry.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of one device, led from reading to reading. Live readings are judged on the boot clock, a
 * recording's on its own time; a recorded reading that is not newer than the last one is not judged. Not thread-safe, but for {@link #alarms}.
 */
final class DeviceJudge {
    private final AlarmEngine engine;
    private volatile DeviceState state;
    private Optional<Reading> last = Optional.empty();
    private boolean replayed;
    private Duration elapsed = Duration.ZERO;

    /** @param state its elapsed times are on this boot's clock */
    DeviceJudge(AlarmEngine engine, DeviceState state) {
        this.engine = engine;
        this.state = state;
    }

    Evaluation judge(Sample sample) {
        Reading reading = sample.reading();
        if (sample.replayed()) {
            if (last.isPresent() && !reading.timestamp().isAfter(last.get().timestamp())) {
                return new Evaluation(state, List.of(), List.of());
            }
            follow(sinceEpoch(reading.timestamp()));
        } else {
            elapsed = later(elapsed, sample.monotonic());
        }
        Evaluation evaluation = engine.evaluate(state, reading, elapsed);
        state = evaluation.state();
        last = Optional.of(reading);
        return evaluation;
    }

    /** Lets time pass, where that can change something; empty where it changes nothing. */
    Optional<Evaluation> tick(Instant now, Duration monotonic) {
        if (replayed || last.isEmpty() || state.rules().values().stream().noneMatch(DeviceJudge::isWaiting)) {
            return Optional.empty();
        }
        elapsed = later(elapsed, monotonic);
        Evaluation evaluation = engine.tick(state, last.get(), now, elapsed);
        state = evaluation.state();
        return evaluation.changes().isEmpty() ? Optional.empty() : Optional.of(evaluation);
    }

    /** The alarms that stand. */
    List<AlarmEvent> alarms() {
        return state.rules().values().stream()
                .flatMap(rule -> rule.alarm().stream())
                .toList();
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
