package io.towersense.agent.greengrass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DebounceTest {
    private final Debounce debounce = new Debounce(Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Test
    void nothingIsDueWhereNothingHasHappened() {
        assertThat(debounce.due()).isEmpty();
        assertThat(debounce.take(Duration.ofHours(1))).isFalse();
    }

    @Test
    void aBurstIsDueOnceAfterItHasBeenQuiet() {
        debounce.happened(Duration.ofMillis(100));
        debounce.happened(Duration.ofMillis(900));
        assertThat(debounce.take(Duration.ofMillis(1899))).isFalse();
        assertThat(debounce.take(Duration.ofMillis(1900))).isTrue();
        assertThat(debounce.due()).isEmpty();
    }

    @Test
    void aBurstThatDoesNotEndIsDueAllTheSame() {
        for (int milliseconds = 0; milliseconds < 10_000; milliseconds += 500) {
            debounce.happened(Duration.ofMillis(milliseconds));
            assertThat(debounce.take(Duration.ofMillis(milliseconds))).isFalse();
        }
        assertThat(debounce.take(Duration.ofSeconds(10))).isTrue();
    }
}
