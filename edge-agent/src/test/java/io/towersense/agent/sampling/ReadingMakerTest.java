package io.towersense.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingMakerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456789Z");
    private static final Measured MILD = Measured.of(Map.of(Metric.TEMPERATURE, new BigDecimal("21.50")));

    private final ReadingMaker maker = new ReadingMaker("cab1", Optional.of("1.2.0"), Optional.of("feldberg"), true);

    @Test
    void aReadingSaysWhatIsKnownOfItsDevice() {
        assertThat(maker.make(MILD, NOW))
                .isEqualTo(Reading.builder("cab1", Instant.parse("2026-11-22T10:00:00.123456Z"))
                        .value("temperature", new BigDecimal("21.50"))
                        .firmwareVersion("1.2.0")
                        .siteId("feldberg")
                        .simulated(true)
                        .build());
    }

    @Test
    void twoReadingsOfOneMicrosecondAreTold() {
        Instant first = maker.make(MILD, NOW).timestamp();
        assertThat(maker.make(MILD, NOW).timestamp()).isEqualTo(first.plusNanos(1_000));
    }

    @Test
    void timestampsGrowWhenTheWallClockIsSetBackALittle() {
        Instant first = maker.make(MILD, NOW).timestamp();
        Instant second = maker.make(MILD, NOW.minusSeconds(90)).timestamp();
        Instant third = maker.make(MILD, NOW.minusSeconds(85)).timestamp();
        assertThat(second).isEqualTo(first.plusNanos(1_000));
        assertThat(third).isEqualTo(first.plusNanos(2_000));
    }

    @Test
    void aClockThatWasYearsAheadIsNotHeldOnTo() {
        maker.make(MILD, Instant.parse("2035-01-01T00:00:00Z"));
        assertThat(maker.make(MILD, NOW).timestamp()).isEqualTo(Instant.parse("2026-11-22T10:00:00.123456Z"));
    }

    @Test
    void noIdentityIsMadeTwiceHoweverTheWallClockIsSet() {
        Set<Instant> seen = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 1_000; i++) {
                Reading reading = maker.make(MILD, NOW.plus(Duration.ofSeconds(i)));
                assertThat(seen.add(reading.timestamp())).isTrue();
            }
        }
    }

    @Test
    void aRecordingKeepsItsTimes() {
        Instant recorded = Instant.parse("2014-01-07T02:00:00Z");
        Measured measured = new Measured(MILD.values(), Map.of(), Map.of(), Optional.of(recorded));
        assertThat(maker.make(measured, NOW).timestamp()).isEqualTo(recorded);
        assertThat(maker.make(measured, NOW).timestamp()).isEqualTo(recorded);
    }

    @Test
    void aMetricThatIsFlaggedWithoutAValueIsKept() {
        Measured measured = new Measured(
                MILD.values(), Map.of(Metric.HUMIDITY, Set.of(QualityFlag.CRC)), Map.of(), Optional.empty());
        assertThat(maker.make(measured, NOW).quality()).isEqualTo(Map.of("humidity", Set.of(QualityFlag.CRC)));
    }

    @Test
    void nothingMeasuredIsNoReading() {
        assertThatThrownBy(() -> maker.make(Measured.of(Map.of()), NOW)).isInstanceOf(InvalidReadingException.class);
    }
}
