package io.towersense.cloud.metric;

import static io.towersense.cloud.metric.OperationsMetric.ALARM_CHANGES;
import static io.towersense.cloud.metric.OperationsMetric.READINGS_STORED;
import static io.towersense.cloud.metric.OperationsMetric.READING_AGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.time.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final EmbeddedMetrics metrics = new EmbeddedMetrics(
            new PrintStream(out, false, UTF_8), new ManualClock(Instant.parse("2026-11-22T10:00:00.123Z")));

    @Test
    void theMetricsOfAnInvocationAreOneLineInTheEmbeddedMetricFormat() {
        metrics.write(MetricValues.of(READINGS_STORED, 3), new MetricValues(READING_AGE, List.of(1200L, -5L, 1200L)));

        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"_aws\":{\"Timestamp\":1795341600123,\"CloudWatchMetrics\":[{"
                        + "\"Namespace\":\"IoTPipeline/Operations\",\"Dimensions\":[[]],\"Metrics\":["
                        + "{\"Name\":\"ReadingsStored\",\"Unit\":\"Count\"},{\"Name\":\"ReadingAge\",\"Unit\":\"Milliseconds\"}]}]},"
                        + "\"ReadingsStored\":3,\"ReadingAge\":[1200,-5,1200]}\n");
    }

    @Test
    void eachInvocationHasALineOfItsOwn() {
        metrics.write(MetricValues.of(ALARM_CHANGES, 1));
        metrics.write(MetricValues.of(ALARM_CHANGES, 2));

        assertThat(out.toString(UTF_8).lines()).hasSize(2).allMatch(line -> line.endsWith("}"));
    }

    @Test
    void whereThereIsNothingToSayNothingIsWritten() {
        metrics.write();

        assertThat(out.size()).isZero();
    }

    @Test
    void ofMoreValuesThanFitPercentilesAndBothEndsStayWhereTheyAre() {
        List<Long> sampled = MetricValues.sampled(
                        READING_AGE, LongStream.rangeClosed(0, 10_000).boxed().toList())
                .values();

        assertThat(sampled).hasSize(100).isSorted().startsWith(0L).endsWith(10_000L);
        assertThat(sampled.get(49)).isBetween(4_900L, 5_100L);
        assertThat(sampled.get(98)).isBetween(9_800L, 10_000L);
    }

    @Test
    void asManyValuesAsFitAreAllWritten() {
        List<Long> all = LongStream.range(0, 100).boxed().toList();

        assertThat(MetricValues.sampled(READING_AGE, all).values()).isEqualTo(all);
    }

    @Test
    void moreValuesThanTheFormatTakesAreNoMetric() {
        List<Long> tooMany = LongStream.range(0, 101).boxed().toList();

        assertThatThrownBy(() -> new MetricValues(READING_AGE, tooMany))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ReadingAge: 101 values");
        assertThatThrownBy(() -> new MetricValues(READING_AGE, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
