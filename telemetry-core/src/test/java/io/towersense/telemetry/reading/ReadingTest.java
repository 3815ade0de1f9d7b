package io.towersense.telemetry.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadingTest {
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
    private static final Map<String, BigDecimal> WARM = Map.of("temperature", new BigDecimal("47.3"));

    @Test
    void aTimestampIsCutToTheMicrosecond() {
        assertThat(Reading.of("a", TIME.plusNanos(1_999), WARM).timestamp()).isEqualTo(TIME.plusNanos(1_000));
    }

    @Test
    void valuesAreSortedAndCannotBeChanged() {
        Map<String, BigDecimal> values = new HashMap<>();
        values.put("zeta", BigDecimal.ONE);
        values.put("temperature", BigDecimal.TEN);
        values.put("alpha", BigDecimal.ONE);
        Reading reading = Reading.of("a", TIME, values);
        values.clear();
        assertThat(reading.values().keySet()).containsExactly("alpha", "temperature", "zeta");
        assertThatThrownBy(() -> reading.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void flagsCannotBeChangedAfterwards() {
        Set<QualityFlag> flags = EnumSet.of(QualityFlag.SPIKE);
        Reading reading = Reading.builder("a", TIME)
                .values(WARM)
                .quality("temperature", flags)
                .build();
        flags.add(QualityFlag.CRC);
        assertThat(reading.quality().get("temperature")).containsExactly(QualityFlag.SPIKE);
    }

    @Test
    void aMetricWithoutFlagsIsGood() {
        Reading reading = Reading.builder("a", TIME)
                .values(WARM)
                .quality("temperature", Set.of())
                .build();
        assertThat(reading.quality()).isEmpty();
        assertThat(reading.evidence(Metric.TEMPERATURE)).contains(new BigDecimal("47.3"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC", "SKIPPED", "IMPOSSIBLE", "FROZEN"})
    void anUnusableValueIsNoEvidence(QualityFlag flag) {
        Reading reading = Reading.builder("a", TIME)
                .values(WARM)
                .quality("temperature", Set.of(QualityFlag.SPIKE, flag))
                .build();
        assertThat(reading.value(Metric.TEMPERATURE)).isPresent();
        assertThat(reading.evidence(Metric.TEMPERATURE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SPIKE", "RATE", "GAP"})
    void aQuestionableValueIsEvidence(QualityFlag flag) {
        Reading reading = Reading.builder("a", TIME)
                .values(WARM)
                .quality("temperature", Set.of(flag))
                .build();
        assertThat(reading.evidence(Metric.TEMPERATURE)).isPresent();
    }

    @Test
    void anotherMetricsFlagsSayNothing() {
        Reading reading = Reading.builder("a", TIME)
                .values(WARM)
                .quality("humidity", Set.of(QualityFlag.CRC))
                .build();
        assertThat(reading.evidence(Metric.TEMPERATURE)).isPresent();
        assertThat(reading.evidence(Metric.HUMIDITY)).isEmpty();
    }

    @Test
    void aCopyDiffersOnlyInWhatWasChanged() {
        Reading reading = Reading.builder("a", TIME)
                .values(WARM)
                .firmwareVersion("1.2.0")
                .siteId("site-7")
                .simulated(true)
                .clock(ClockState.SYNCED)
                .quality("temperature", Set.of(QualityFlag.RATE))
                .breaches(List.of("r"))
                .build();
        assertThat(reading.toBuilder().build()).isEqualTo(reading);
        assertThat(reading.withBreaches(List.of("s")).breaches()).containsExactly("s");
        assertThat(reading.withBreaches(List.of("r"))).isEqualTo(reading);
    }

    @Test
    void theExceptionTellsTheField() {
        assertThatThrownBy(() -> Reading.of("a", TIME, Map.of("temperature", new BigDecimal("1E200"))))
                .isInstanceOfSatisfying(
                        InvalidReadingException.class,
                        problem -> assertThat(problem.field()).isEqualTo("temperature"));
    }
}
