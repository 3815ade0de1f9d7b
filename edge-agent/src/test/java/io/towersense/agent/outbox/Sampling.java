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
public final class Sampling {
    static final String RULES = RuleSet.DEFAULTS.version();

    private final Clock clock;
    private final AlarmEngine engine = new AlarmEngine(RuleSet.DEFAULTS);
    private final Map<String, DeviceState> states;
    private Instant last = Instant.EPOCH;

    public Sampling(Clock clock) {
        this(clock, Map.of());
    }

    Sampling(Clock clock, Map<String, RememberedState> remembered) {
        this.clock = clock;
        this.states = new HashMap<>();
        remembered.forEach((deviceId, state) -> states.put(deviceId, state.state()));
    }

    /** A judgement on a reading in which nothing is wrong. */
    public Judgement calm(String deviceId) {
        return judgement(deviceId, "21.5");
    }

    /** A judgement on a reading that is far too hot, which raises an alarm unless there is one already. */
    public Judgement hot(String deviceId) {
        return judgement(deviceId, "58.25");
    }

    /** A judgement on a reading of about a kilobyte. */
    public Judgement bulky(String deviceId) {
        Map<String, BigDecimal> values = new HashMap<>();
        values.put("temperature", new BigDecimal("21.5"));
        for (int i = 0; i < 30; i++) {
            values.put("an_additional_measurement_" + i, BigDecimal.valueOf(i, 3));
        }
        return judgement(deviceId, values);
    }

    Judgement judgement(String deviceId, String temperature) {
        return judgement(deviceId, Map.of("temperature", new BigDecimal(temperature)));
    }

    private Judgement judgement(String deviceId, Map<String, BigDecimal> values) {
        Reading reading = Reading.of(deviceId, nextTimestamp(), values);
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
