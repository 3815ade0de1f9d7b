package io.towersense.telemetry.engine;

import static io.towersense.telemetry.engine.EngineFixture.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.codec.StateCodec;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.reading.ReadingBuilder;
import io.towersense.telemetry.rule.Level;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.Rule;
import io.towersense.telemetry.rule.RuleSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the engine after any sequence of readings, silences and restarts, under any rules. */
class AlarmEnginePropertiesTest {
    private static final Instant START = EngineFixture.START;

    @Property
    void storingTheStateBetweenTwoEvaluationsChangesNothing(
            @ForAll("ruleSets") RuleSet rules, @ForAll("steps") List<Step> steps) {
        AlarmEngine engine = new AlarmEngine(rules);
        List<Evaluation> kept = run(engine, steps, false);
        List<Evaluation> stored = run(engine, steps, true);
        assertThat(stored).isEqualTo(kept);
    }

    @Property
    void raisesAndClearsAlternateAndRevisionsGrowByOne(
            @ForAll("ruleSets") RuleSet rules, @ForAll("steps") List<Step> steps) {
        Map<String, AlarmEvent> before = new HashMap<>();
        for (Evaluation evaluation : run(new AlarmEngine(rules), steps, false)) {
            for (AlarmEvent event : evaluation.changes()) {
                Optional<AlarmEvent> last = Optional.ofNullable(before.put(event.rule(), event));
                boolean stood = last.filter(earlier -> earlier.state() == AlarmState.RAISED)
                        .isPresent();
                assertThat(event.change() == AlarmChange.RAISED).isEqualTo(!stood);
                assertThat(event.revision())
                        .isEqualTo(last.map(AlarmEvent::revision).orElse(0L) + 1);
                assertThat(stood && event.alarmId().equals(last.orElseThrow().alarmId()))
                        .isEqualTo(stood);
            }
        }
    }

    @Property
    void anAlarmStandsExactlyWhileALevelStandsAndHasItsSeverity(
            @ForAll("ruleSets") RuleSet rules, @ForAll("steps") List<Step> steps) {
        for (Evaluation evaluation : run(new AlarmEngine(rules), steps, false)) {
            for (Rule rule : rules.rules()) {
                RuleState state = evaluation.state().rule(rule.id()).orElseThrow();
                List<Level> levels = ((LevelRule) rule).levels();
                assertThat(state.levels()).hasSameSizeAs(levels);
                assertThat(state.alarm().map(AlarmEvent::severity))
                        .isEqualTo(state.outermostStanding()
                                .map(index -> levels.get(index).severity()));
            }
        }
    }

    @Property
    void breachesAreExactlyTheStrictBreaches(@ForAll("ruleSets") RuleSet rules, @ForAll("steps") List<Step> steps) {
        List<Evaluation> evaluations = run(new AlarmEngine(rules), steps, false);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<String> expected = rules.rules().stream()
                    .map(LevelRule.class::cast)
                    .filter(rule -> step.flag().map(QualityFlag::isUsable).orElse(true))
                    .filter(rule -> step.value()
                            .filter(value -> Integer.signum(
                                            value.compareTo(rule.levels().get(0).threshold()))
                                    == (rule.direction() == Direction.ABOVE ? 1 : -1))
                            .isPresent())
                    .map(Rule::id)
                    .toList();
            assertThat(evaluations.get(i).breaches()).isEqualTo(step.isTick() ? List.of() : expected);
        }
    }

    @Property
    void withoutDelaysEveryAlarmIsRaisedAtItsFirstBreach(@ForAll("steps") List<Step> steps) {
        AlarmEngine engine = new AlarmEngine(new RuleSet(List.of(rule("r", Direction.ABOVE, 0, 0, 1))));
        for (Evaluation evaluation : run(engine, steps, false)) {
            boolean broken = !evaluation.breaches().isEmpty();
            boolean stands = evaluation.state().rule("r").orElseThrow().alarm().isPresent();
            assertThat(!broken || stands).isTrue();
        }
    }

    @Property
    void timeAloneNeverClears(@ForAll("ruleSets") RuleSet rules, @ForAll("steps") List<Step> steps) {
        List<Evaluation> evaluations = run(new AlarmEngine(rules), steps, false);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isTick()) {
                assertThat(evaluations.get(i).changes())
                        .extracting(AlarmEvent::change)
                        .doesNotContain(AlarmChange.CLEARED);
            }
        }
    }

    private static List<Evaluation> run(AlarmEngine engine, List<Step> steps, boolean storing) {
        List<Evaluation> evaluations = new ArrayList<>();
        DeviceState state = DeviceState.INITIAL;
        Duration elapsed = Duration.ZERO;
        Reading last = Reading.of("d", START, Map.of("pressure", BigDecimal.TEN));
        for (Step step : steps) {
            elapsed = elapsed.plus(step.pause());
            Instant now = START.plus(elapsed);
            DeviceState before = storing ? StateCodec.decodeDevice(StateCodec.encode(state)) : state;
            Evaluation evaluation;
            if (step.isTick()) {
                evaluation = engine.tick(before, Occasion.of(last).at(now), Optional.empty(), elapsed);
            } else {
                last = step.reading(now);
                evaluation = engine.evaluate(before, last, elapsed);
            }
            state = evaluation.state();
            evaluations.add(evaluation);
        }
        return evaluations;
    }

    private static LevelRule rule(String id, Direction direction, int onDelay, int offDelay, int levels) {
        int sign = direction == Direction.ABOVE ? 1 : -1;
        List<Level> limits = List.of(
                        level(String.valueOf(sign * 2), String.valueOf(sign), Severity.MINOR),
                        level(String.valueOf(sign * 4), String.valueOf(sign * 4), Severity.MAJOR),
                        level(String.valueOf(sign * 6), String.valueOf(sign), Severity.CRITICAL))
                .subList(0, levels);
        return new LevelRule(
                id, Metric.TEMPERATURE, direction, limits, Duration.ofSeconds(onDelay), Duration.ofSeconds(offDelay));
    }

    @Provide
    Arbitrary<RuleSet> ruleSets() {
        Arbitrary<Integer> delays = Arbitraries.of(0, 0, 1, 3);
        Arbitrary<Integer> levels = Arbitraries.integers().between(1, 3);
        Arbitrary<Rule> high = Combinators.combine(delays, delays, levels)
                .as((on, off, count) -> rule("high", Direction.ABOVE, on, off, count));
        Arbitrary<Rule> low = Combinators.combine(delays, delays, levels)
                .as((on, off, count) -> rule("low", Direction.BELOW, on, off, count));
        return Combinators.combine(high, low).as((one, other) -> new RuleSet(List.of(one, other)));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(0, 500, 1_000, 2_000).map(Duration::ofMillis),
                        Arbitraries.of(
                                        "-7", "-5", "-4", "-3", "-2", "-1.5", "-1", "0", "1", "1.5", "2", "3", "4", "5",
                                        "7")
                                .map(BigDecimal::new)
                                .optional(0.9),
                        Arbitraries.of(QualityFlag.values()).optional(0.2),
                        Arbitraries.of(true, false, false, false))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    /** A reading after a pause, or the pause alone. */
    private record Step(Duration pause, Optional<BigDecimal> value, Optional<QualityFlag> flag, boolean isTick) {
        Reading reading(Instant time) {
            ReadingBuilder builder = Reading.builder("d", time).value("pressure", BigDecimal.TEN);
            value.ifPresent(number -> builder.value("temperature", number));
            flag.ifPresent(only -> builder.quality("temperature", Set.of(only)));
            return builder.build();
        }
    }
}
