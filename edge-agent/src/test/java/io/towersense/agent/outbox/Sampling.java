package io.towersense.agent.outbox;

import io.towersense.telemetry.engine.AlarmEngine;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.time.Clock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A gateway's sampling, as the outbox sees it: readings judged by the real engine, never two of one identity. */
final class Sampling {
    static final String RULES = RuleSet.DEFAULTS.version();

    private final Clock clock;
    private final AlarmEngine engine = new AlarmEngine(RuleSet.DEFAULTS);
    private final Map<String, DeviceState> states = new HashMap<>();
    private Instant last = Instant.EPOCH;

    Sampling(Clock clock) {
        this.clock = clock;
    }

    /** A judgement on a reading in which nothing is wrong. */
    Judgement calm(String deviceId) {
        return judgement(deviceId, "21.5");
    }

    /** A judgement on a reading that is far too hot, which raises an alarm unless there is one already. */
    Judgement hot(String deviceId) {
        return judgement(deviceId, "58.25");
    }

    Judgement judgement(String deviceId, String temperature) {
        Reading reading = Reading.of(deviceId, nextTimestamp(), Map.of("temperature", new BigDecimal(temperature)));
        DeviceState before = states.getOrDefault(deviceId, DeviceState.INITIAL);
        var evaluation = engine.evaluate(before, reading, clock.monotonic());
        states.put(deviceId, evaluation.state());
        return Judgement.of(reading, evaluation, clock.monotonic(), RULES);
    }

    private Instant nextTimestamp() {
        Instant now = clock.now();
        last = now.isAfter(last) ? now : last.plusNanos(1_000);
        return last;
    }
}
