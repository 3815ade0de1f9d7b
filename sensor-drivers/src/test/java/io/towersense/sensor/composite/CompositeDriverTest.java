package io.towersense.sensor.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Exhausted;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One sensor for temperature and humidity, one for temperature and pressure, as in many cabinets. */
class CompositeDriverTest {
    private static final SensorProblem DEAD = new SensorProblem(Kind.NO_ANSWER, "no answer at 0x44 on bus 1");

    private final Scripted climate = new Scripted(Set.of(Metric.TEMPERATURE, Metric.HUMIDITY));
    private final Scripted barometer = new Scripted(Set.of(Metric.TEMPERATURE, Metric.PRESSURE));
    private final CompositeDriver both = new CompositeDriver(List.of(climate, barometer));

    CompositeDriverTest() {
        climate.next = measured(Map.of(Metric.TEMPERATURE, "21.5", Metric.HUMIDITY, "45"));
        barometer.next = measured(Map.of(Metric.TEMPERATURE, "23.9", Metric.PRESSURE, "1013.25"));
    }

    private static Measured measured(Map<Metric, String> values) {
        Map<Metric, BigDecimal> numbers = new EnumMap<>(Metric.class);
        Map<Metric, Long> counts = new EnumMap<>(Metric.class);
        values.forEach((metric, text) -> {
            numbers.put(metric, new BigDecimal(text));
            counts.put(metric, (long) text.hashCode());
        });
        return new Measured(numbers, Map.of(), counts, Optional.empty());
    }

    private Measured read() throws InterruptedException {
        return (Measured) both.read();
    }

    @Test
    void givesOneReadingOfAllAndTakesAMetricFromTheFirstThatHasIt() throws Exception {
        assertThat(read().values())
                .isEqualTo(Map.of(
                        Metric.TEMPERATURE, new BigDecimal("21.5"),
                        Metric.HUMIDITY, new BigDecimal("45"),
                        Metric.PRESSURE, new BigDecimal("1013.25")));
        assertThat(read().rawCounts()).containsOnlyKeys(Metric.TEMPERATURE, Metric.HUMIDITY, Metric.PRESSURE);
        assertThat(both.metrics()).containsExactlyInAnyOrder(Metric.TEMPERATURE, Metric.HUMIDITY, Metric.PRESSURE);
    }

    @Test
    void aSensorThatFailsLeavesTheOthersMetricsAndNoOtherTakesItsPlace() throws Exception {
        climate.next = new Faulted(DEAD);
        assertThat(read().values()).isEqualTo(Map.of(Metric.PRESSURE, new BigDecimal("1013.25")));
        assertThat(read().problems()).isEqualTo(Map.of(Metric.TEMPERATURE, DEAD, Metric.HUMIDITY, DEAD));
        assertThat(read().quality())
                .isEqualTo(Map.of(
                        Metric.TEMPERATURE, Set.of(QualityFlag.SKIPPED), Metric.HUMIDITY, Set.of(QualityFlag.SKIPPED)));
    }

    @Test
    void whereAllFailTheReadIsAFaultWithEveryReason() throws Exception {
        climate.next = new Faulted(DEAD);
        barometer.next = new Faulted("no answer at 0x77 on bus 1");
        assertThat(both.read())
                .isEqualTo(new Faulted(
                        new SensorProblem(Kind.NO_ANSWER, "no answer at 0x44 on bus 1; no answer at 0x77 on bus 1")));
    }

    @Test
    void aProblemOfOneMetricStaysWithItsSensor() throws Exception {
        climate.next = new Measured(
                Map.of(Metric.TEMPERATURE, new BigDecimal("21.5")),
                Map.of(),
                Map.of(Metric.HUMIDITY, new SensorProblem(Kind.CRC, "humidity: wrong checksum")),
                Map.of(),
                Optional.empty());
        barometer.next = new Measured(
                Map.of(Metric.PRESSURE, new BigDecimal("1013.25")),
                Map.of(),
                Map.of(Metric.TEMPERATURE, DEAD),
                Map.of(),
                Optional.empty());
        assertThat(read().values()).containsOnlyKeys(Metric.TEMPERATURE, Metric.PRESSURE);
        assertThat(read().problems()).containsOnlyKeys(Metric.HUMIDITY);
        assertThat(read().quality()).isEqualTo(Map.of(Metric.HUMIDITY, Set.of(QualityFlag.CRC)));
    }

    @Test
    void aSensorThatDoesNotSayWhatItMeasuresOwnsWhatItGaveFirst() throws Exception {
        Scripted unknown = new Scripted(Set.of());
        unknown.next = measured(Map.of(Metric.SUPPLY_VOLTAGE, "48.1"));
        CompositeDriver composite = new CompositeDriver(List.of(climate, unknown));
        assertThat(((Measured) composite.read()).values()).containsKey(Metric.SUPPLY_VOLTAGE);
        unknown.next = new Faulted("gone");
        assertThat(((Measured) composite.read()).problems()).containsOnlyKeys(Metric.SUPPLY_VOLTAGE);
    }

    @Test
    void aSensorOfWhichNothingIsKnownAndNothingComesIsAFailureOfTheDevice() throws Exception {
        Scripted unknown = new Scripted(Set.of());
        unknown.next = new Faulted(DEAD);
        Measured measured = (Measured) new CompositeDriver(List.of(climate, unknown)).read();
        assertThat(measured.problems()).isEmpty();
        assertThat(measured.failures()).containsExactly(DEAD);
    }

    @Test
    void aSensorThatComesLateTakesTheMetricBackThatIsItsByTheOrder() throws Exception {
        Scripted unknown = new Scripted(Set.of());
        unknown.next = new Faulted(DEAD);
        Scripted other = new Scripted(Set.of());
        other.next = measured(Map.of(Metric.TEMPERATURE, "30"));
        CompositeDriver composite = new CompositeDriver(List.of(unknown, other));
        assertThat(((Measured) composite.read()).values()).containsEntry(Metric.TEMPERATURE, new BigDecimal("30"));
        unknown.next = measured(Map.of(Metric.TEMPERATURE, "20"));
        assertThat(((Measured) composite.read()).values()).containsEntry(Metric.TEMPERATURE, new BigDecimal("20"));
    }

    @Test
    void aDriverThatThrowsIsASensorThatFails() throws Exception {
        SensorDriver broken = () -> {
            throw new IllegalStateException("broken");
        };
        Measured measured = (Measured) new CompositeDriver(List.of(climate, broken)).read();
        assertThat(measured.values()).containsKey(Metric.TEMPERATURE);
        assertThat(measured.failures())
                .extracting(SensorProblem::sentence)
                .containsExactly("a sensor's driver failed: java.lang.IllegalStateException: broken");
    }

    @Test
    void aSensorThatHasComeToItsEndIsAProblemOfItsMetrics() throws Exception {
        barometer.next = new Exhausted();
        assertThat(read().problems()).containsOnlyKeys(Metric.PRESSURE);
    }

    @Test
    void closesAllOfThem() {
        both.close();
        assertThat(climate.isClosed).isTrue();
        assertThat(barometer.isClosed).isTrue();
    }

    /** Gives what it was told to. */
    private static final class Scripted implements SensorDriver {
        private final Set<Metric> metrics;
        private Measurement next = new Exhausted();
        private boolean isClosed;

        Scripted(Set<Metric> metrics) {
            this.metrics = metrics;
        }

        @Override
        public Set<Metric> metrics() {
            return metrics;
        }

        @Override
        public Measurement read() {
            return next;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
