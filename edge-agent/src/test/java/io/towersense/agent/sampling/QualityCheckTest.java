package io.towersense.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.sampling.QualityCheck.Checked;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.telemetry.engine.SensorFault;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QualityCheckTest {
    private static final Map<Metric, BigDecimal> MILD =
            Map.of(Metric.TEMPERATURE, new BigDecimal("23.5"), Metric.HUMIDITY, new BigDecimal("45"));

    private final QualityCheck check = new QualityCheck(Duration.ofMinutes(30));

    private static Measured counted(long temperature, long humidity) {
        return new Measured(
                MILD, Map.of(), Map.of(Metric.TEMPERATURE, temperature, Metric.HUMIDITY, humidity), Optional.empty());
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void goodValuesAreLeftAsTheyAre() {
        Checked checked = check.check(Measured.of(MILD), Duration.ZERO);
        assertThat(checked.measured()).isEqualTo(Measured.of(MILD));
        assertThat(checked.fault()).isEmpty();
    }

    @Test
    void aValueThatCannotBeIsFlaggedAsImpossibleBesideItsOtherFlags() {
        Measured measured = new Measured(
                Map.of(Metric.TEMPERATURE, new BigDecimal("187.4"), Metric.HUMIDITY, new BigDecimal("40")),
                Map.of(Metric.TEMPERATURE, Set.of(QualityFlag.SPIKE)),
                Map.of(),
                Optional.empty());
        Checked checked = check.check(measured, Duration.ZERO);
        assertThat(checked.measured().quality())
                .isEqualTo(Map.of(Metric.TEMPERATURE, Set.of(QualityFlag.IMPOSSIBLE, QualityFlag.SPIKE)));
        assertThat(checked.fault()).map(SensorFault::metric).contains(Optional.of(Metric.TEMPERATURE));
        assertThat(checked.fault().orElseThrow().reason()).startsWith("temperature 187.4 °C cannot be at a site");
    }

    @Test
    void aQuestionableFlagIsNoFault() {
        Measured measured =
                new Measured(MILD, Map.of(Metric.TEMPERATURE, Set.of(QualityFlag.SPIKE)), Map.of(), Optional.empty());
        assertThat(check.check(measured, Duration.ZERO).fault()).isEmpty();
    }

    @Test
    void aMetricWithoutAValueIsAFaultWithTheDriversReason() {
        Measured measured = new Measured(
                MILD,
                Map.of(),
                Map.of(Metric.PRESSURE, new SensorProblem(Kind.NO_ANSWER, "no answer at 0x77 on bus 1")),
                Map.of(),
                Optional.empty());
        SensorFault fault = check.check(measured, Duration.ZERO).fault().orElseThrow();
        assertThat(fault)
                .isEqualTo(new SensorFault(Optional.of(Metric.PRESSURE), "pressure: no answer at 0x77 on bus 1"));
    }

    @Test
    void oneReasonForSeveralMetricsIsSaidOnce() {
        SensorProblem dead = new SensorProblem(Kind.NO_ANSWER, "no answer at 0x44 on bus 1: check wiring");
        Measured measured = new Measured(
                Map.of(Metric.PRESSURE, new BigDecimal("1013")),
                Map.of(),
                Map.of(Metric.TEMPERATURE, dead, Metric.HUMIDITY, dead),
                Map.of(),
                Optional.empty());
        assertThat(check.check(measured, Duration.ZERO).fault().orElseThrow().reason())
                .isEqualTo("temperature, humidity: no answer at 0x44 on bus 1: check wiring");
    }

    @Test
    void aFailureOfTheDeviceIsAFaultAlsoWhereNoMetricIsConcerned() {
        SensorProblem dead = new SensorProblem(Kind.NO_ANSWER, "no answer from 28-0316a2794dff");
        Measured measured = new Measured(MILD, Map.of(), Map.of(), List.of(dead), Map.of(), Optional.empty());
        assertThat(check.check(measured, Duration.ZERO).fault())
                .contains(SensorFault.of("no answer from 28-0316a2794dff"));
    }

    @Test
    void severalFaultsAreOneSentenceAndConcernNoSingleMetric() {
        Measured measured = new Measured(
                MILD,
                Map.of(Metric.TEMPERATURE, Set.of(QualityFlag.CRC), Metric.HUMIDITY, Set.of(QualityFlag.FROZEN)),
                Map.of(),
                Optional.empty());
        SensorFault fault = check.check(measured, Duration.ZERO).fault().orElseThrow();
        assertThat(fault.metric()).isEmpty();
        assertThat(fault.reason()).isEqualTo("temperature: unusable, crc; humidity: unusable, frozen");
    }

    @Test
    void aCountThatStandsStillForTheSetTimeIsFrozenAndTheOtherMetricIsNot() {
        for (int minute = 0; minute < 30; minute++) {
            assertThat(check.check(counted(minute, 29_891), minutes(minute)).fault())
                    .as("minute %d", minute)
                    .isEmpty();
        }
        Checked checked = check.check(counted(30, 29_891), minutes(30));
        assertThat(checked.measured().quality()).isEqualTo(Map.of(Metric.HUMIDITY, Set.of(QualityFlag.FROZEN)));
        assertThat(checked.measured().values()).isEqualTo(MILD);
        SensorFault fault = checked.fault().orElseThrow();
        assertThat(fault.metric()).contains(Metric.HUMIDITY);
        assertThat(fault.reason())
                .startsWith("humidity: frozen, the sensor has counted the same for 30 min: unplug it");
        assertThat(check.check(counted(31, 29_892), minutes(31)).fault()).isEmpty();
    }

    @Test
    void allThatIsFrozenIsOneSentence() {
        for (int minute = 0; minute < 30; minute++) {
            check.check(counted(7, 8), minutes(minute));
        }
        SensorFault fault = check.check(counted(7, 8), minutes(30)).fault().orElseThrow();
        assertThat(fault.metric()).isEmpty();
        assertThat(fault.reason())
                .startsWith("temperature, humidity: frozen, the sensor has counted the same for 30 min: unplug it");
    }

    @Test
    void aRoundedValueThatStandsStillIsNotFrozenWhileItsCountMoves() {
        for (int minute = 0; minute < 120; minute++) {
            assertThat(check.check(counted(minute % 2, 7 + minute % 3), minutes(minute))
                            .fault())
                    .isEmpty();
        }
    }

    @Test
    void fewReadsProveNothingHoweverLongTheyTake() {
        for (int read = 0; read < 4; read++) {
            assertThat(check.check(counted(1, 1), Duration.ofHours(read)).fault())
                    .isEmpty();
        }
        assertThat(check.check(counted(1, 1), Duration.ofHours(4)).fault()).isPresent();
    }

    @Test
    void zeroSwitchesTheCheckOff() {
        QualityCheck never = new QualityCheck(Duration.ZERO);
        for (int day = 0; day < 10; day++) {
            assertThat(never.check(counted(1, 1), Duration.ofDays(day)).fault()).isEmpty();
        }
    }

    @Test
    void aSensorWithoutCountsIsNeverFrozen() {
        for (int day = 0; day < 10; day++) {
            assertThat(check.check(Measured.of(MILD), Duration.ofDays(day)).fault())
                    .isEmpty();
        }
    }
}
