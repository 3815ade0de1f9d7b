package io.towersense.telemetry.engine;

import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.reading.ReadingBuilder;
import io.towersense.telemetry.rule.Level;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.rule.StandingRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One device before an engine: its state, and what came of it so far. Elapsed time is that since {@link #START}. */
final class EngineFixture {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final String DEVICE = "tower-0042-cab1";

    private final List<AlarmEvent> changes = new ArrayList<>();
    private Optional<SensorFault> fault = Optional.empty();
    private AlarmEngine engine;
    private DeviceState state = DeviceState.INITIAL;
    private Evaluation last = new Evaluation(state, List.of(), List.of());

    EngineFixture(LevelRule... rules) {
        this.engine = new AlarmEngine(new RuleSet(List.of(rules)));
    }

    /** A device that is read that often, held to these rules and the standing ones. */
    static EngineFixture readEvery(double seconds, LevelRule... rules) {
        EngineFixture fixture = new EngineFixture();
        fixture.engine = new AlarmEngine(new RuleSet(List.of(rules)), StandingRule.of(seconds(seconds)));
        return fixture;
    }

    static Level level(String threshold, String clearAt, Severity severity) {
        return new Level(new BigDecimal(threshold), new BigDecimal(clearAt), severity);
    }

    /** A rule {@code temperature-high} with these levels. */
    static LevelRule above(int onDelaySeconds, int offDelaySeconds, Level... levels) {
        return new LevelRule(
                "temperature-high",
                Metric.TEMPERATURE,
                Direction.ABOVE,
                List.of(levels),
                Duration.ofSeconds(onDelaySeconds),
                Duration.ofSeconds(offDelaySeconds));
    }

    static Reading reading(double second, String temperature, QualityFlag... flags) {
        ReadingBuilder builder = Reading.builder(DEVICE, START.plus(seconds(second)))
                .value("humidity", new BigDecimal("50"))
                .quality("temperature", Set.of(flags));
        return temperature.isEmpty()
                ? builder.build()
                : builder.value("temperature", new BigDecimal(temperature)).build();
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    /** Judges a reading of that second; what changed. */
    List<AlarmEvent> at(double second, String temperature, QualityFlag... flags) {
        return judge(reading(second, temperature, flags), seconds(second));
    }

    List<AlarmEvent> judge(Reading reading, Duration elapsed) {
        return take(engine.evaluate(state, reading, elapsed));
    }

    /** Lets time pass until that second; what changed. */
    List<AlarmEvent> tick(double second) {
        return take(engine.tick(state, occasion(second), fault, seconds(second)));
    }

    /** Judges that a read of that second gave nothing; what changed. */
    List<AlarmEvent> miss(double second, String reason) {
        fault = Optional.of(SensorFault.of(reason));
        return take(engine.miss(state, occasion(second), SensorFault.of(reason), seconds(second)));
    }

    /** Judges a reading of that second of a sensor with a fault; what changed. */
    List<AlarmEvent> at(double second, SensorFault partial, String temperature, QualityFlag... flags) {
        fault = Optional.of(partial);
        return take(engine.evaluate(state, reading(second, temperature, flags), fault, seconds(second)));
    }

    private static Occasion occasion(double second) {
        return new Occasion(DEVICE, Optional.empty(), START.plus(seconds(second)), false);
    }

    void restartAt(double second) {
        state = state.restartedAt(seconds(second));
    }

    void configure(LevelRule... rules) {
        engine = new AlarmEngine(new RuleSet(List.of(rules)));
    }

    AlarmEngine engine() {
        return engine;
    }

    DeviceState state() {
        return state;
    }

    RuleState rule() {
        return state.rule("temperature-high").orElseThrow();
    }

    Evaluation last() {
        return last;
    }

    /** All changes so far. */
    List<AlarmEvent> changes() {
        return changes;
    }

    private List<AlarmEvent> take(Evaluation evaluation) {
        last = evaluation;
        state = evaluation.state();
        changes.addAll(evaluation.changes());
        return evaluation.changes();
    }
}
