package io.towersense.sensor.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.engine.AlarmEngine;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.engine.Evaluation;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.reading.ReadingBuilder;
import io.towersense.telemetry.rule.RuleSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealisticModelTest {
    private static final Instant OPENED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration START = Duration.ofSeconds(5);
    private static final Duration LENGTH = Duration.ofSeconds(12);
    private static final Duration DEMO = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(doubles = {1, 2880, 86_400})
    void aCoolingFailureRaisesAndClearsOneAlarmPerDeviceFromEverySeed(double timeScale) {
        for (long seed = 0; seed < 40; seed++) {
            for (int device = 1; device <= 10; device++) {
                RealisticModel model = model(seed, "tower-" + device, timeScale, Scenario.COOLING_FAILURE);
                List<AlarmEvent> changes = judged(run(model, seed));
                assertThat(changes)
                        .extracting(AlarmEvent::change)
                        .containsExactly(AlarmChange.RAISED, AlarmChange.CLEARED);
                assertThat(changes).extracting(AlarmEvent::rule).containsOnly("temperature-high");
                assertThat(sinceOpened(changes.get(0).changedAt())).isBetween(START, START.plus(LENGTH.dividedBy(3)));
                assertThat(sinceOpened(changes.get(1).changedAt()))
                        .isBetween(
                                START.plus(LENGTH.dividedBy(2)),
                                START.plus(LENGTH.multipliedBy(3).dividedBy(4)));
            }
        }
    }

    @Test
    void aCoolingFailureStaysAboveItsLimitLongEnoughForFiveReadings() {
        LongStream.range(0, 200).forEach(seed -> {
            RealisticModel model = model(seed, "tower-1", 1, Scenario.COOLING_FAILURE);
            for (long offset = 0; offset < 2400; offset += 100) {
                long first = offset;
                assertThat(IntStream.range(0, 5)
                                .mapToObj(i -> START.plusMillis(first)
                                        .plus(LENGTH.dividedBy(5).multipliedBy(i)))
                                .map(elapsed -> value((Measured) model.measure(elapsed, 0), Metric.TEMPERATURE)))
                        .as("seed %d, first reading after %d ms", seed, offset)
                        .anyMatch(temperature -> temperature.compareTo(new BigDecimal("45")) > 0);
            }
        });
    }

    @Test
    void aCoolingFailureRisesUpToItsTurnAndHumidityStaysAboveItsLimit() {
        LongStream.range(0, 100).forEach(seed -> {
            List<Measured> run = run(model(seed, "tower-1", 1, Scenario.COOLING_FAILURE), seed);
            assertThat(run).allSatisfy(measured -> {
                assertThat(value(measured, Metric.HUMIDITY)).isBetween(new BigDecimal("25"), new BigDecimal("80"));
                assertThat(value(measured, Metric.TEMPERATURE)).isBetween(new BigDecimal("15"), new BigDecimal("53"));
            });
            for (int i = 26; i < 60; i++) {
                assertThat(value(run.get(i), Metric.TEMPERATURE))
                        .isGreaterThan(value(run.get(i - 1), Metric.TEMPERATURE).subtract(new BigDecimal("0.13")));
            }
        });
    }

    @Test
    void normalRunningIsWithinTheNormalRangesAndRaisesNoAlarm() {
        LongStream.range(0, 60).forEach(seed -> {
            List<Measured> run = run(model(seed, "tower-1", 2880), seed);
            assertThat(run).allSatisfy(measured -> {
                assertThat(value(measured, Metric.TEMPERATURE)).isBetween(new BigDecimal("15"), new BigDecimal("35"));
                assertThat(value(measured, Metric.HUMIDITY)).isBetween(new BigDecimal("30"), new BigDecimal("80"));
                assertThat(value(measured, Metric.PRESSURE)).isBetween(new BigDecimal("950"), new BigDecimal("1050"));
            });
            assertThat(judged(run)).isEmpty();
        });
    }

    @Test
    void anOpenDoorBringsTheAirFromOutdoorsAndRaisesNoAlarm() {
        LongStream.range(0, 60).forEach(seed -> {
            List<Measured> run = run(model(seed, "tower-1", 1, Scenario.DOOR_OPEN), seed);
            Measured open = run.get(66);
            assertThat(value(open, Metric.TEMPERATURE)).isLessThan(new BigDecimal("9"));
            assertThat(value(open, Metric.HUMIDITY)).isGreaterThan(new BigDecimal("80"));
            assertThat(value(run.get(149), Metric.TEMPERATURE)).isGreaterThan(new BigDecimal("15"));
            assertThat(judged(run)).isEmpty();
        });
    }

    @Test
    void aFrozenSensorsCountsAndValuesStopAndGoOnAfterwards() {
        List<Measured> run = run(model(1, "tower-1", 1, Scenario.SENSOR_FROZEN), 1);
        assertThat(run.subList(25, 85).stream().distinct()).hasSize(1);
        assertThat(run.subList(0, 25)).doesNotHaveDuplicates();
        assertThat(run.subList(85, 150)).doesNotHaveDuplicates();
    }

    @Test
    void aHealthySensorsCountsMoveEvenWhereItsRoundedTemperatureStays() {
        List<Measured> run = run(model(1, "tower-1", 1), 1);
        long values = run.stream()
                .map(measured -> value(measured, Metric.TEMPERATURE))
                .distinct()
                .count();
        long counts = run.stream()
                .map(measured -> measured.rawCounts().get(Metric.TEMPERATURE))
                .distinct()
                .count();
        assertThat(counts).isGreaterThan(values);
    }

    @Test
    void valuesHaveTheResolutionOfASensor() {
        assertThat(run(model(1, "tower-1", 1), 1))
                .allSatisfy(measured -> assertThat(measured.values().values())
                        .extracting(BigDecimal::scale)
                        .containsOnly(2));
    }

    @Test
    void theValuesOfASeedAreTheSameOnEveryMachine() {
        Measured measured = (Measured) model(1, "tower-1", 1).measure(Duration.ofHours(3), 4);
        assertThat(measured.values().toString()).isEqualTo("{TEMPERATURE=25.58, HUMIDITY=56.04, PRESSURE=1023.72}");
    }

    private static RealisticModel model(long seed, String deviceId, double timeScale, Scenario... scenarios) {
        return new RealisticModel(
                new SiteClimate(seed, deviceId, timeScale), new ScenarioPlan(List.of(scenarios), START, LENGTH));
    }

    /** Every reading of a demonstration, each up to 20 ms late. */
    private static List<Measured> run(RealisticModel model, long seed) {
        SplittableRandom lateness = new SplittableRandom(seed);
        return LongStream.range(0, DEMO.dividedBy(INTERVAL))
                .mapToObj(number -> (Measured)
                        model.measure(INTERVAL.multipliedBy(number).plusMillis(lateness.nextInt(20)), number))
                .toList();
    }

    private static List<AlarmEvent> judged(List<Measured> run) {
        AlarmEngine engine = new AlarmEngine(RuleSet.DEFAULTS);
        DeviceState state = DeviceState.INITIAL;
        List<AlarmEvent> changes = new ArrayList<>();
        for (int i = 0; i < run.size(); i++) {
            Duration elapsed = INTERVAL.multipliedBy(i);
            ReadingBuilder reading = Reading.builder("tower-1", OPENED.plus(elapsed));
            run.get(i).values().forEach((metric, value) -> reading.value(metric.key(), value));
            Evaluation evaluation = engine.evaluate(state, reading.build(), elapsed);
            state = evaluation.state();
            changes.addAll(evaluation.changes());
        }
        return changes;
    }

    private static Duration sinceOpened(Instant instant) {
        return Duration.between(OPENED, instant);
    }

    private static BigDecimal value(Measured measured, Metric metric) {
        return Objects.requireNonNull(measured.values().get(metric));
    }
}
