package io.towersense.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void nothingMeasuredHasNoPercentiles() {
        assertThat(latencies.percentiles()).isEmpty();
    }

    @Test
    void oneSpanIsEveryPercentile() {
        latencies.add(Duration.ofMillis(7));
        assertThat(latencies.percentiles())
                .contains(new Latencies.Percentiles(Duration.ofMillis(7), Duration.ofMillis(7)));
    }

    @Test
    void percentilesGoByNearestRankWhateverTheOrder() {
        IntStream.iterate(2000, i -> i - 1).limit(2000).forEach(i -> latencies.add(Duration.ofMillis(i)));
        assertThat(latencies.percentiles())
                .contains(new Latencies.Percentiles(Duration.ofMillis(1000), Duration.ofMillis(1980)));
    }
}
