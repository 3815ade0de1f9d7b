package io.towersense.cloud.time;

import static io.towersense.cloud.testing.TestCloud.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final ManualClock clock = new ManualClock(START);
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void pausesMayBeTwiceAsLongEachTimeUpToTwoSeconds() {
        Backoff backoff = new Backoff(Deadline.in(Duration.ofMinutes(1), clock), pauses::add, () -> 0.9999);

        for (int i = 0; i < 9; i++) {
            assertThat(backoff.again()).isTrue();
        }

        assertThat(pauses)
                .extracting(Duration::toMillis)
                .startsWith(25L, 50L, 100L, 200L)
                .endsWith(2_000L, 2_000L);
    }

    @Test
    void fullJitterMayMakeAnyPauseNextToNothing() {
        Backoff backoff = new Backoff(Deadline.in(Duration.ofMinutes(1), clock), pauses::add, () -> 0);

        assertThat(backoff.again()).isTrue();
        assertThat(backoff.again()).isTrue();

        assertThat(pauses).containsOnly(Duration.ofMillis(1));
    }

    @Test
    void itEndsWhenTheTimeWouldBeUpMeanwhile() {
        Backoff backoff = new Backoff(
                Deadline.in(Duration.ofMillis(60), clock),
                span -> {
                    pauses.add(span);
                    clock.advance(span);
                },
                () -> 0.9999);

        assertThat(backoff.again()).isTrue();
        assertThat(backoff.again()).isFalse();

        assertThat(pauses).hasSize(1);
        assertThat(backoff.attempts()).isEqualTo(1);
    }
}
