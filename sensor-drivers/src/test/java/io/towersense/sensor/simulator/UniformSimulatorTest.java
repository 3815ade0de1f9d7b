package io.towersense.sensor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.Reading;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UniformSimulatorTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    private final Reading reading = new UniformSimulator("tower-0042-cab1", 0.05, 1).reading(0, NOW);

    @Test
    void aReadingHasTheRequiredFields() {
        String json = new String(ReadingCodec.encode(reading), StandardCharsets.UTF_8);
        for (String field :
                List.of("device_id", "timestamp", "temperature", "humidity", "pressure", "firmware_version")) {
            assertThat(json).contains("\"" + field + "\":");
        }
    }

    @Test
    void theDeviceIdIsPreserved() {
        assertThat(reading.deviceId()).isEqualTo("tower-0042-cab1");
    }

    @Test
    void normalValuesAreWithinTheNormalRanges() {
        assertThat(readings(0, 1)).allSatisfy(normal -> {
            assertThat(temperature(normal)).isBetween(decimal("15"), decimal("35"));
            assertThat(humidity(normal)).isBetween(decimal("30"), decimal("80"));
            assertThat(pressure(normal)).isBetween(decimal("950"), decimal("1050"));
        });
    }

    @Test
    void normalValuesFillTheNormalRanges() {
        assertThat(readings(0, 1).stream().map(UniformSimulatorTest::temperature))
                .anyMatch(value -> value.compareTo(decimal("15.5")) < 0)
                .anyMatch(value -> value.compareTo(decimal("34.5")) > 0);
    }

    @Test
    void theTimestampIsIso8601WithAnOffset() {
        String json = new String(ReadingCodec.encode(reading), StandardCharsets.UTF_8);
        assertThat(json).contains("\"timestamp\":\"2026-11-22T10:00:00.123Z\"");
        assertThat(OffsetDateTime.parse("2026-11-22T10:00:00.123Z").toInstant()).isEqualTo(reading.timestamp());
    }

    @Test
    void anAnomalyIsAboveNormal() {
        assertThat(readings(1, 1)).allSatisfy(anomaly -> {
            assertThat(temperature(anomaly)).isBetween(decimal("46"), decimal("60"));
            assertThat(pressure(anomaly)).isBetween(decimal("950"), decimal("1050"));
        });
    }

    @Test
    void anAnomalysHumidityIsOutsideItsLimitsInBothDirections() {
        assertThat(readings(1, 1))
                .allMatch(anomaly -> isHigh(anomaly) || isLow(anomaly))
                .anyMatch(UniformSimulatorTest::isHigh)
                .anyMatch(UniformSimulatorTest::isLow);
    }

    @Test
    void anomaliesAreAsFrequentAsTold() {
        long anomalies = readings(0.05, 1).stream()
                .filter(reading -> temperature(reading).compareTo(decimal("45")) > 0)
                .count();
        assertThat(anomalies).isBetween(200L, 300L);
    }

    @Test
    void aReadingIsSerialisable() {
        assertThat(ReadingCodec.decode(ReadingCodec.encode(reading))).isEqualTo(reading);
    }

    @Test
    void devicesHaveTheirOwnIdsAndValues() {
        List<Reading> readings = List.of("a", "b", "c").stream()
                .map(id -> new UniformSimulator(id, 0.05, 1).reading(0, NOW))
                .toList();
        assertThat(readings.stream().map(Reading::deviceId)).containsExactly("a", "b", "c");
        assertThat(readings.stream().map(Reading::values)).doesNotHaveDuplicates();
    }

    @Test
    void theSameSeedGivesTheSameReadingsAndAnotherSeedOthers() {
        assertThat(readings(0.05, 1)).isEqualTo(readings(0.05, 1)).isNotEqualTo(readings(0.05, 2));
    }

    @Test
    void aReadingDoesNotDependOnTheOnesBefore() {
        assertThat(new UniformSimulator("tower-1", 0.05, 1).reading(4000, NOW))
                .isEqualTo(readings(0.05, 1).get(4000));
    }

    @Test
    void theValuesOfASeedAreTheSameOnEveryMachine() {
        assertThat(reading.values().toString()).isEqualTo("{humidity=76.21, pressure=989.69, temperature=30.61}");
    }

    @Test
    void everyReadingSaysThatItIsSimulated() {
        assertThat(reading.simulated()).isTrue();
    }

    @Test
    void aProbabilityThatIsNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UniformSimulator("a", Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new UniformSimulator("a", 1.01, 1));
    }

    private static List<Reading> readings(double anomalyProbability, long seed) {
        UniformSimulator simulator = new UniformSimulator("tower-1", anomalyProbability, seed);
        return LongStream.range(0, 5000)
                .mapToObj(number -> simulator.reading(number, NOW))
                .toList();
    }

    private static boolean isHigh(Reading reading) {
        return humidity(reading).compareTo(decimal("90")) > 0
                && humidity(reading).compareTo(decimal("100")) <= 0;
    }

    private static boolean isLow(Reading reading) {
        return humidity(reading).compareTo(decimal("20")) < 0
                && humidity(reading).signum() >= 0;
    }

    private static BigDecimal temperature(Reading reading) {
        return reading.value(Metric.TEMPERATURE).orElseThrow();
    }

    private static BigDecimal humidity(Reading reading) {
        return reading.value(Metric.HUMIDITY).orElseThrow();
    }

    private static BigDecimal pressure(Reading reading) {
        return reading.value(Metric.PRESSURE).orElseThrow();
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
